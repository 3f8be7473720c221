import { exactTime, shortTime } from '../../../lib/dates.js';
import { auditCopy } from './copy.js';

const text = auditCopy;

/** @typedef {import('../../../types').AuditEvent} AuditEvent */

/** @param {unknown} value @returns {string} */
function wordsFor(value) {
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (Array.isArray(value)) return value.map(wordsFor).join(', ');
  if (value && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${nameOf(name)}: ${wordsFor(part)}`)
      .join('; ');
  }
  if (value === null || value === '') return text.nothing;
  const word = String(value);
  return Object.hasOwn(text.values, word) ? text.values[word] : word;
}

/** @param {string} key */
const nameOf = (key) => key.replaceAll('_', ' ');

/**
 * Events of the audit trail; on a phone each is a card.
 * @param {{ events: AuditEvent[] }} props
 */
export function AuditTable({ events }) {
  const { columns } = text;
  return (
    <table className="audit-table">
      <caption className="visually-hidden">{text.title}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <Row key={event.id} event={event} />
        ))}
      </tbody>
    </table>
  );
}

/** @param {{ event: AuditEvent }} props */
function Row({ event: { at, action, actor, target, details, address, device } }) {
  const { columns } = text;
  const kind = text.kinds[actor.kind] ?? actor.kind;
  const facts = Object.entries(details ?? {});
  return (
    <tr>
      <td data-label={columns.at} className="audit-when">
        <time dateTime={at} title={exactTime(at)}>
          {shortTime(at)}
        </time>
      </td>
      <td data-label={columns.actor}>
        <bdi>{actor.name || kind}</bdi>
        {actor.name && actor.kind !== 'agent' ? <span className="hint">{kind}</span> : null}
      </td>
      <td data-label={columns.action}>
        <span className="audit-what">{text.actions[action] ?? action}</span>
        {facts.map(([key, value]) => (
          <span key={key} className="hint">
            <span>{`${nameOf(key)}: `}</span>
            <bdi>{wordsFor(value)}</bdi>
          </span>
        ))}
      </td>
      <td data-label={columns.target}>{target ? <bdi>{target}</bdi> : <Nothing />}</td>
      <td data-label={columns.from}>
        {address ? (
          <bdi dir="ltr" translate="no">
            {address}
          </bdi>
        ) : null}
        {device ? <bdi className="hint">{device}</bdi> : null}
        {address || device ? null : <Nothing />}
      </td>
    </tr>
  );
}

function Nothing() {
  return <span className="hint">{text.nothing}</span>;
}
