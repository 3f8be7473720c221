import { useEffect } from 'react';

import { useAccountId } from '../domain/session/useAccess.js';
import { useOnScreen } from '../domain/session/useShownOnce.js';
import { PrivateLink } from '../domain/ticket/PrivateLink.jsx';
import { useView } from '../domain/view/useView.js';
import {
  forgetOfOthers,
  forgetShownOnce,
  markCopied,
  useShownOnceItems,
} from '../lib/shownOnce.js';
import { CopyField } from '../ui/CopyField.jsx';
import { appCopy } from './copy.js';

const text = appCopy.once;

/** What was told only once, and what shows it has left the screen before the person had it. */
export function ShownOnce() {
  const account = useAccountId();
  const onScreen = useOnScreen();
  const { tab } = useView().view;
  const items = Object.entries(useShownOnceItems());
  const waiting = items.filter(
    ([kind, { owner }]) =>
      owner === account &&
      !onScreen.includes(/** @type {any} */ (kind)) &&
      // Of no use to who works through the list.
      (kind !== 'private_link' || tab === 'submit'),
  );

  useEffect(() => {
    // Not where nobody is signed in any more: they may come back.
    if (account !== undefined && account !== null) forgetOfOthers(account);
  }, [account]);

  if (!waiting.length) return null;
  return (
    <section className="shown-once" aria-label={text.region}>
      {waiting.map(([kind, item]) => (
        <Item
          key={kind}
          kind={/** @type {import('../lib/shownOnce.js').Kind} */ (kind)}
          item={item}
        />
      ))}
    </section>
  );
}

/** @param {{ kind: import('../lib/shownOnce.js').Kind, item: import('../lib/shownOnce.js').ShownOnce }} props */
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
