import { useId } from 'react';

import { ErrorState } from '../../../ui/ErrorState.jsx';
import { useDelayed } from '../../../ui/hooks/useDelayed.js';
import { similarCopy } from './copy.js';
import './similar.css';
import { SimilarTicket } from './SimilarTicket.jsx';

/** @typedef {import('../../../types').Similar} Similar */

const SLOW = 2000;

/**
 * Tickets like the open one: perhaps the same problem, and solved ones with what they were answered.
 * @param {object} props
 * @param {number} props.of the open one
 * @param {ReturnType<typeof import('./useSimilar.js').useSimilar>} props.query
 */
export function SimilarTickets({ of, query: { data, isError, fetchStatus, refetch } }) {
  const isSlow = useDelayed(!data && fetchStatus === 'fetching', SLOW);
  if (data) return <Found of={of} similar={data} />;
  if (isError && fetchStatus === 'idle') {
    return <ErrorState level={3} title={similarCopy.failed} onRetry={() => void refetch()} />;
  }
  const words = isSlow ? similarCopy.slow : similarCopy.loading;
  return (
    <p className="similar-none" role="status">
      {fetchStatus === 'paused' ? similarCopy.offline : words}
    </p>
  );
}

/** @param {{ of: number, similar: Similar }} props */
function Found({ of, similar: { duplicates, solved, complete } }) {
  const isNone = !duplicates.length && !solved.length;
  return (
    <>
      {isNone ? (
        <p className="similar-none">{similarCopy.none}</p>
      ) : (
        <>
          <Group
            of={of}
            heading={similarCopy.duplicates}
            none={similarCopy.noDuplicates}
            tickets={duplicates}
          />
          <Group
            of={of}
            heading={similarCopy.solved}
            none={similarCopy.noSolved}
            tickets={solved}
          />
        </>
      )}
      {complete ? null : <p className="similar-none">{similarCopy.incomplete}</p>}
    </>
  );
}

/**
 * @param {object} props
 * @param {number} props.of
 * @param {string} props.heading
 * @param {string} props.none
 * @param {(Similar['duplicates'][number] | Similar['solved'][number])[]} props.tickets
 */
function Group({ of, heading, none, tickets }) {
  const id = useId();
  return (
    <section className="similar-group" aria-labelledby={id}>
      <h3 className="detail-subhead" id={id}>
        {heading}
      </h3>
      {tickets.length ? (
        // Safari does not announce a list without markers as one.
        // eslint-disable-next-line jsx-a11y/no-redundant-roles
        <ul role="list">
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <SimilarTicket of={of} ticket={ticket} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="similar-none">{none}</p>
      )}
    </section>
  );
}
