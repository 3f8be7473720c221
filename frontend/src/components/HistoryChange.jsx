import { copy } from '../lib/copy.js';
import { FIELD_VALUES } from '../lib/vocabulary.js';

/**
 * What one field had before and after: in a line where it is a word, and else for who asks.
 * @param {{ change: import('../types').HistoryEntry['changes'][number] }} props
 */
export function HistoryChange({ change: { field, before, after } }) {
  const name = copy.nameOf(field);
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  if (field in FIELD_VALUES) {
    const words = /** @type {const} */ ([wordOf(before), wordOf(after)]);
    return (
      <p className="history-change">
        {title}: <span aria-hidden="true">{copy.history.arrow(...words)}</span>
        <span className="visually-hidden">{copy.history.fromTo(...words)}</span>
      </p>
    );
  }
  // What people wrote goes with the ticket, and some of it is not kept at all.
  if (before === null && after === null) return <p className="history-change">{title}</p>;
  return (
    <details className="history-change">
      <summary>{title}</summary>
      <dl className="history-texts">
        <Text name={copy.history.before} text={before} />
        <Text name={copy.history.after} text={after} />
      </dl>
    </details>
  );
}

/** @param {string | null} value */
function wordOf(value) {
  return (value && copy.values[value]) ?? value ?? copy.history.nothing;
}

/** @param {{ name: string, text: string | null }} props */
function Text({ name, text }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{text || copy.history.nothing}</dd>
    </div>
  );
}
