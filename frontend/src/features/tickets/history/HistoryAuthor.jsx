import { useConfig } from '../../../domain/session/useConfig.js';
import { historyCopy } from './copy.js';

/**
 * Who has changed a ticket.
 * @param {{ entry: Pick<import('../../../types').HistoryEntry, 'action' | 'who' | 'kind'> }} props
 */
export function HistoryAuthor({ entry: { action, who, kind } }) {
  const isOpen = useConfig()?.open_access;
  // By the system the time is over; else a message has come, whoever the requester is.
  if (action === 'woken' && kind !== 'system') {
    return <span className="history-who">{historyCopy.answer}</span>;
  }
  if (who) return <bdi className="history-who">{who.name}</bdi>;
  const isDemo = kind === 'anonymous' && isOpen;
  return (
    <span className="history-who">
      {isDemo ? historyCopy.anonymousOpen : historyCopy.who[kind]}
    </span>
  );
}
