import X from 'lucide-react/icons/x';
import { Dialog, Switch } from 'radix-ui';

import { commandCopy } from '../../ui/commands/copy.js';
import { SHORTCUTS } from '../../ui/commands/shortcuts.js';
import { useSingleKeys } from '../../ui/hooks/preferences.js';
import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { shortcutsCopy } from './copy.js';

const SECTIONS = /** @type {const} */ (['anywhere', 'list', 'ticket']);

/**
 * Every key there is, and the switch for those of a single letter.
 * @param {{ onClose: () => void }} props
 */
export function ShortcutsDialog({ onClose }) {
  const isOn = useSingleKeys();
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog dialog--wide"
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
        >
          <div className="dialog-head">
            <Dialog.Title className="dialog-title">{shortcutsCopy.title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={shortcutsCopy.close}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div className="switch-row">
            <label htmlFor="single-keys">{shortcutsCopy.singleKeys}</label>
            <Switch.Root
              id="single-keys"
              className="switch"
              aria-describedby="single-keys-note"
              checked={isOn}
              onCheckedChange={(next) => useSingleKeys.setState(next)}
            >
              <Switch.Thumb className="switch-thumb" />
            </Switch.Root>
            <p id="single-keys-note" className="hint">
              {shortcutsCopy.singleKeysNote}
            </p>
          </div>
          <div className="keys">
            {SECTIONS.map((section) => (
              <KeyList
                key={section}
                name={shortcutsCopy.sections[section]}
                keys={SHORTCUTS.filter((shortcut) => shortcut.section === section).map(
                  ({ id, shown }) => ({ label: commandCopy[id], shown }),
                )}
              />
            ))}
            <KeyList name={shortcutsCopy.similar} keys={shortcutsCopy.similarKeys} />
            <KeyList name={shortcutsCopy.form} keys={shortcutsCopy.formKeys} />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** @param {{ name: string, keys: { label: string, shown: string }[] }} props */
function KeyList({ name, keys }) {
  return (
    <section>
      <h3 className="keys-head">{name}</h3>
      <dl className="keys-list">
        {keys.map(({ label, shown }) => (
          <div key={label + shown}>
            <dt>{label}</dt>
            <dd>
              <kbd translate="no">{shown}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
