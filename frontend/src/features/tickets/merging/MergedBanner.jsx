import Merge from 'lucide-react/icons/merge';

import { mergingCopy } from './copy.js';
import { TicketLink } from './TicketLink.jsx';
import { useUnmergeTicket } from './useMergeTicket.js';
import { useTicketLinks } from './useTicketLinks.js';
import './merging.css';

/**
 * Tells that a ticket was merged, where its conversation is, and how to take it out again.
 * @param {{ id: number, into: number, isFixed?: boolean }} props
 */
export function MergedBanner({ id, into, isFixed = false }) {
  const { data } = useTicketLinks(id);
  const { mutate, isPending } = useUnmergeTicket();
  const target = data?.merged_into;
  return (
    <section className="merged-banner" aria-label={mergingCopy.bannerLabel}>
      <Merge aria-hidden="true" />
      <p>
        <TicketLink id={target?.id ?? into}>{mergingCopy.banner(target?.id ?? into)}</TicketLink>{' '}
        {target ? <bdi className="merged-banner-title">{target.title}</bdi> : null}{' '}
        <span>{mergingCopy.bannerText}</span>
      </p>
      {isFixed ? null : (
        <button
          type="button"
          className="button button--small button--soft"
          aria-disabled={isPending || undefined}
          onClick={() => !isPending && mutate(id)}
        >
          {mergingCopy.menu.unmerge}
        </button>
      )}
    </section>
  );
}
