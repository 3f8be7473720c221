/**
 * The text of a message. Its HTML is the server's, which has sanitised it.
 * @param {{ html: string }} props
 */
export function MessageText({ html }) {
  return (
    // Another text takes another element: a translator may have changed what is in this one.
    <div
      key={html}
      className="message-text"
      dir="auto"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
