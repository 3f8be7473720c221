import Check from 'lucide-react/icons/check';
import Merge from 'lucide-react/icons/merge';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import Trash from 'lucide-react/icons/trash';
import Undo from 'lucide-react/icons/undo';
import X from 'lucide-react/icons/x';
import { DropdownMenu, Toolbar } from 'radix-ui';
import { useRef, useState } from 'react';

import { TRIAGE_FIELDS } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { REFERENCE_FIELDS } from '../../../domain/ticket/fieldValues.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { useOpenMenu } from '../../../ui/hooks/menuState.js';
import { useLazyCode } from '../../../ui/lazyCode.js';
import { OpenPicker } from '../../../ui/menu/OpenPicker.jsx';
import { ReferenceChoices } from '../assignment/ReferenceChoices.jsx';
import { ValueMenu } from '../editing/ValueMenu.jsx';
import { openDialog } from '../merging/openDialog.js';
import { eraseDialog } from '../removal/lazyDialog.js';
import { useHasBin } from '../removal/useHasBin.js';
import { useIsAdmin } from '../removal/useIsAdmin.js';
import { snoozeCopy } from '../snooze/copy.js';
import { openSnoozeDialog } from '../snooze/dialog.js';
import { SnoozeChoices } from '../snooze/SnoozeChoices.jsx';
import { BulkTags } from '../tags/BulkTags.jsx';
import { bulkCopy } from './copy.js';

const ERASE_BUTTON = 'erase-selected';

/**
 * The actions for the selected tickets.
 * @param {object} props
 * @param {ReturnType<typeof import('../list/useSelection.js').useSelection>} props.selection
 * @param {string} props.text how many they are
 * @param {import('../../../types').Total} [props.total] how many there are to pick
 * @param {number[]} props.order the loaded tickets
 * @param {import('../../../types').Folder[]} props.folders those that the list shows tickets of
 * @param {(field: import('../../../types').ChoiceField, value: import('../../../types').BulkValue) => void} props.onChange
 * @param {() => void} props.onClear
 */
export function BulkToolbar({ selection, text, total, order, folders, onChange, onClear }) {
  const canSelectAll = total && !selection.isAll && selection.ids.size < total.count;
  return (
    <Toolbar.Root className="bulk-bar" aria-label={bulkCopy.label}>
      {/* First, so that it never wraps onto a line of its own. */}
      <span className="bulk-count">
        <Toolbar.Button
          className="icon-button"
          aria-label={bulkCopy.clear}
          title={bulkCopy.clear}
          onClick={onClear}
        >
          <X aria-hidden="true" />
        </Toolbar.Button>
        <span>{text}</span>
      </span>
      {canSelectAll ? (
        <Toolbar.Button className="link-button" onClick={() => selection.all(order)}>
          {bulkCopy.all(total)}
        </Toolbar.Button>
      ) : null}
      {folders.length ? (
        <FolderActions
          selection={selection}
          total={total}
          folders={folders}
          onChange={onChange}
          onClear={onClear}
        />
      ) : (
        <FieldActions selection={selection} text={text} onChange={onChange} />
      )}
    </Toolbar.Root>
  );
}

/** @param {Pick<Parameters<typeof BulkToolbar>[0], 'selection' | 'text' | 'onChange'>} props */
function FieldActions({ selection, text, onChange }) {
  const hasBin = useHasBin();
  return (
    <span className="bulk-actions">
      {TRIAGE_FIELDS.map((field) => (
        <BulkMenu key={field} field={field} onChoose={(value) => onChange(field, value)} />
      ))}
      {REFERENCE_FIELDS.map((field) => (
        <BulkPicker key={field} field={field}>
          <ReferenceChoices
            field={field}
            nothing={ticketCopy.nothing[field]}
            isChosen={() => false}
            onChoose={(value) => onChange(field, value)}
          />
        </BulkPicker>
      ))}
      <BulkPicker field="tags">
        <BulkTags selection={selection} onApply={(edit) => onChange('tags', edit)} />
      </BulkPicker>
      <BulkSnooze text={text} onChoose={(until) => onChange('snoozed_until', until)} />
      <Toolbar.Button
        className="button button--small button--soft"
        onClick={() => onChange('status', 'resolved')}
      >
        <Check aria-hidden="true" />
        {bulkCopy.resolve}
      </Toolbar.Button>
      <ActionButton
        icon={ShieldAlert}
        text={bulkCopy.spam}
        title={bulkCopy.spamHint}
        onClick={() => onChange('folder', 'spam')}
      />
      {hasBin ? (
        <ActionButton
          icon={Trash}
          text={bulkCopy.delete}
          title={bulkCopy.deleteHint}
          onClick={() => onChange('folder', 'bin')}
        />
      ) : null}
      {selection.ids.size === 2 && !selection.isAll ? (
        <ActionButton
          icon={Merge}
          text={bulkCopy.merge}
          onClick={() => openDialog({ kind: 'merge', tickets: [...selection.ids] })}
        />
      ) : null}
    </span>
  );
}

/**
 * What is set aside can be moved, and erased by admins.
 * @param {Pick<Parameters<typeof BulkToolbar>[0], 'selection' | 'total' | 'folders' | 'onChange' | 'onClear'>} props
 */
function FolderActions({ selection, total, folders, onChange, onClear }) {
  const hasBin = useHasBin();
  const isAdmin = useIsAdmin();
  const [isErasing, setIsErasing] = useState(false);
  const dialogs = useLazyCode(eraseDialog, isErasing, () => setIsErasing(false));
  const [folder] = folders;
  // All that match are a folder's only where nothing else filters the list.
  const canErase = isAdmin && (!selection.isAll || selection.ids.size === total?.count);
  return (
    <span className="bulk-actions">
      <ActionButton
        icon={Undo}
        text={folder === 'spam' ? bulkCopy.notSpam : bulkCopy.restore}
        onClick={() => onChange('folder', null)}
      />
      {hasBin && !folders.includes('bin') ? (
        <ActionButton
          icon={Trash}
          text={bulkCopy.delete}
          title={bulkCopy.deleteHint}
          onClick={() => onChange('folder', 'bin')}
        />
      ) : null}
      {canErase ? (
        <Toolbar.Button
          className="button button--small button--soft"
          id={ERASE_BUTTON}
          onClick={() => setIsErasing(true)}
        >
          {bulkCopy.erase}
        </Toolbar.Button>
      ) : null}
      {isErasing && dialogs ? (
        <dialogs.EraseDialog
          target={{ ids: [...selection.ids] }}
          returnTo={ERASE_BUTTON}
          onClose={() => setIsErasing(false)}
          onErased={onClear}
        />
      ) : null}
    </span>
  );
}

/** @param {{ icon: typeof Check, text: string, title?: string, onClick: () => void }} props */
function ActionButton({ icon: Icon, text, title, onClick }) {
  return (
    <Toolbar.Button className="button button--small button--soft" title={title} onClick={onClick}>
      <Icon aria-hidden="true" />
      <span>{text}</span>
    </Toolbar.Button>
  );
}

/** @param {{ field: import('../../../types').TriageField, onChoose: (value: string) => void }} props */
function BulkMenu({ field, onChoose }) {
  const [isOpen, setIsOpen] = useOpenMenu(menuName('bulk', field));
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <Toolbar.Button asChild>
        <DropdownMenu.Trigger className="button button--small button--soft">
          {ticketCopy.fields[field]}
        </DropdownMenu.Trigger>
      </Toolbar.Button>
      <ValueMenu field={field} onChoose={onChoose} />
    </DropdownMenu.Root>
  );
}

/** @param {{ text: string, onChoose: (until: string | null) => void }} props */
function BulkSnooze({ text, onChoose }) {
  const [isOpen, setIsOpen] = useOpenMenu(menuName('bulk', 'snoozed_until'));
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <Toolbar.Button asChild>
        <DropdownMenu.Trigger className="button button--small button--soft">
          {snoozeCopy.menu}
        </DropdownMenu.Trigger>
      </Toolbar.Button>
      <SnoozeChoices
        canWake
        onChoose={onChoose}
        onOther={() => openSnoozeDialog({ what: text, onChoose })}
      />
    </DropdownMenu.Root>
  );
}

/**
 * @param {object} props
 * @param {import('../../../types').ReferenceField | 'tags'} props.field
 * @param {import('react').ReactNode} props.children what to choose from
 */
function BulkPicker({ field, children }) {
  const [isOpen, setIsOpen] = useOpenMenu(menuName('bulk', field));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  return (
    <span className="pick">
      <Toolbar.Button
        className="button button--small button--soft"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        ref={button}
        onClick={() => setIsOpen(!isOpen)}
      >
        {ticketCopy.fields[field]}
      </Toolbar.Button>
      {isOpen ? (
        <OpenPicker button={button} onClose={() => setIsOpen(false)}>
          {children}
        </OpenPicker>
      ) : null}
    </span>
  );
}
