import { PrivateLink } from '../domain/ticket/PrivateLink.jsx';
import { forgetShownOnce, markCopied } from '../lib/shownOnce.js';
import { CopyField } from '../ui/CopyField.jsx';
import { appCopy } from './copy.js';

/** @typedef {import('../lib/shownOnce.js').Kind} Kind */
/** @typedef {import('../lib/shownOnce.js').ShownOnce} Shown */

const text = appCopy.once;

/** @param {{ items: [string, Shown][] }} props by kind */
export function ShownOnceItems({ items }) {
  return (
    <section className="shown-once" aria-label={text.region}>
      {items.map(([kind, item]) => (
        <Item key={kind} kind={/** @type {Kind} */ (kind)} item={item} />
      ))}
    </section>
  );
}

/** @param {{ kind: Kind, item: Shown }} props */
function Item({ kind, item: { value, about } }) {
  const title = text.titles[kind](about);
  const copied = () => markCopied(kind);
  const isLink = kind === 'private_link' || kind === 'new_link';
  return (
    <div className="shown-once-item">
      {isLink ? (
        <PrivateLink token={value} title={title} note={text.text} onCopied={copied} />
      ) : (
        <>
          <p className="label">{title}</p>
          <CopyField label={title} value={value} action={text.copy} onCopied={copied} />
          <p className="hint">{text.text}</p>
        </>
      )}
      <button type="button" className="button button--soft" onClick={() => forgetShownOnce(kind)}>
        {text.done}
      </button>
    </div>
  );
}
