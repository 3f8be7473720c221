import Linkify from 'linkify-react';

const OPENS_PAGE = /^(https?:\/\/|www\.)/i;
const PROTOCOL = 'https';

/**
 * Return whether a piece of text is a web page, or a mail address that is exactly what it shows.
 * Text that only begins like an address, as in code, is no link.
 * @param {string} value
 * @param {string} type
 */
function isLink(value, type) {
  if (type === 'email') return true;
  if (!OPENS_PAGE.test(value)) return false;
  try {
    new URL(value.replace(/^www\./i, `${PROTOCOL}://$&`));
    return true;
  } catch {
    return false;
  }
}

// Untrusted text: only known harmless addresses become links, and the page that opens
// learns nothing of this one.
const OPTIONS = {
  defaultProtocol: PROTOCOL,
  rel: 'noopener noreferrer nofollow',
  target: '_blank',
  validate: isLink,
};

/**
 * A text with its line breaks, and with addresses as links.
 * @param {{ text: string }} props
 */
export function RichText({ text }) {
  return (
    // Another text takes another element: here text stands beside links, and what a translator has
    // put in the place of the text would stay.
    <p key={text} className="detail-description" dir="auto">
      <Linkify options={OPTIONS}>{text}</Linkify>
    </p>
  );
}
