import Linkify from 'linkify-react';

const OPENS_PAGE = /^(https?:\/\/|www\.)/i;
const PROTOCOL = 'https';

/**
 * Whether a piece of text opens a page, or a mail to the very address that it shows. What only
 * begins like an address, as in code, leads nowhere.
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

// Text of strangers: nothing but what is known to be harmless is a link, and the page that opens
// learns nothing of this one.
const OPTIONS = {
  defaultProtocol: PROTOCOL,
  rel: 'noopener noreferrer nofollow',
  target: '_blank',
  validate: isLink,
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
