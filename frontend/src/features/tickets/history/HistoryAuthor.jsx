import { useConfig } from '../../../domain/session/useConfig.js';
import { historyCopy } from './copy.js';

/**
 * Who has changed a ticket.
 * @param {{ entry: Pick<import('../../../types').HistoryEntry, 'who' | 'kind'> }} props
 */
export function HistoryAuthor({ entry: { who, kind } }) {
  const isOpen = useConfig()?.open_access;
  if (who) return <bdi className="history-who">{who.name}</bdi>;
  const isDemo = kind === 'anonymous' && isOpen;
  return (
    <span className="history-who">
      {isDemo ? historyCopy.anonymousOpen : historyCopy.who[kind]}
    </span>
  );
}
