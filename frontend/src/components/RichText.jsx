import Linkify from 'linkify-react';

// Text of strangers: nothing but addresses that open a page or a mail, and the page that opens
// learns nothing of this one.
const OPTIONS = {
  defaultProtocol: 'https',
  rel: 'noopener noreferrer nofollow',
  target: '_blank',
  validate: (/** @type {string} */ value) => /^(https?:\/\/|www\.|[^\s@]+@)/i.test(value),
};

/**
 * A text as it was typed, with its line breaks, and with addresses as links.
 * @param {{ text: string }} props
 */
export function RichText({ text }) {
  return (
    <p className="detail-description" dir="auto">
      <Linkify options={OPTIONS}>{text}</Linkify>
    </p>
  );
}
