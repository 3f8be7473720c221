import CornerDownRight from 'lucide-react/icons/corner-down-right';
import { useEffect, useRef } from 'react';

import { privateLinkUrl } from '../../api/privateLinkUrl.js';
import { PrivateLink } from '../../domain/ticket/PrivateLink.jsx';
import { markCopied } from '../../lib/shownOnce.js';
import { requestCopy } from './copy.js';

const copy = requestCopy.followUp;

/**
 * Tells that an answer has opened a new ticket, in place of the box for more. Its link is told only
 * once.
 * @param {object} props
 * @param {string} props.reference of the new ticket
 * @param {string} props.token of its link; blank where it has none any more
 * @param {boolean} props.takesFocus whether the box that had the focus has just gone
 */
export function FollowUp({ reference, token, takesFocus }) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <section className="glass follow-up" aria-labelledby="follow-up-heading">
      <span className="state-glyph state-glyph--done">
        <CornerDownRight aria-hidden="true" />
      </span>
      <h2 className="state-title" id="follow-up-heading" ref={heading} tabIndex={-1}>
        <span>{copy.title}</span> <bdi translate="no">{reference}</bdi>
      </h2>
      <p className="state-text">{copy.text}</p>
      {token ? (
        <>
          <a className="button button--primary button--large" href={privateLinkUrl(token)}>
            {copy.open}
          </a>
          <PrivateLink token={token} note={copy.note} onCopied={() => markCopied('private_link')} />
        </>
      ) : null}
    </section>
  );
}
