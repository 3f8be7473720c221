/**
 * The text of a message, as the server renders and sanitises it.
 * @param {{ html: string }} props
 */
export function MessageText({ html }) {
  return <div className="message-text" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
