import { FIELD_VALUES } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { isReferenceField } from '../../../domain/ticket/fieldValues.js';
import { tagEdit } from '../../../domain/ticket/tagEdits.js';
import { wordOf as choiceWord } from '../editing/words.js';
import { snoozeCopy } from '../snooze/copy.js';
import { betweenWords } from './between.js';
import { historyCopy } from './copy.js';

/**
 * The old and new value of one field: short values in a line, texts on request.
 * @param {{ change: import('../../../types').HistoryEntry['changes'][number] }} props
 */
export function HistoryChange({ change: { field, before, after } }) {
  const between = betweenWords({ field, before, after });
  if (between) return <p className="history-change">{between}</p>;
  const name = ticketCopy.nameOf(field);
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  if (field === 'tags') {
    return (
      <p className="history-change">
        <span>{`${title}: `}</span>
        <bdi>{historyCopy.tags(tagEdit(namesIn(before), namesIn(after)))}</bdi>
      </p>
    );
  }
  const isWord = ['snoozed_until', 'folder'].includes(field);
  if (field in FIELD_VALUES || isReferenceField(field) || isWord) {
    const words = /** @type {const} */ ([wordOf(field, before), wordOf(field, after)]);
    return (
      <p className="history-change">
        <span>{`${title}: `}</span>
        <span aria-hidden="true">{historyCopy.arrow(...words)}</span>
        <span className="visually-hidden">{historyCopy.fromTo(...words)}</span>
      </p>
    );
  }
  // Texts are removed with their ticket, and some are never kept.
  if (before === null && after === null) return <p className="history-change">{title}</p>;
  return (
    <details className="history-change">
      <summary>{title}</summary>
      <dl className="history-texts">
        <Text name={historyCopy.before} text={before} />
        <Text name={historyCopy.after} text={after} />
      </dl>
    </details>
  );
}

// No name of a tag has a comma.
/** @param {string | null} value */
const namesIn = (value) => value?.split(', ') ?? [];

/** @param {string} field @param {string | null} value */
function wordOf(field, value) {
  if (field === 'snoozed_until') return snoozeCopy.value(value);
  if (isReferenceField(field)) return value ?? ticketCopy.nothing[field];
  if (field === 'folder') return choiceWord(field, value);
  return (value && ticketCopy.values[value]) ?? value ?? historyCopy.nothing;
}

/** @param {{ name: string, text: string | null }} props */
function Text({ name, text }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{text || historyCopy.nothing}</dd>
    </div>
  );
}
