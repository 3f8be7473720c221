import ArrowLeft from 'lucide-react/icons/arrow-left';
import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';

import { useAccount } from '../../domain/session/useAccess.js';
import { useEscape } from '../../ui/hooks/escape.js';
import { settingsCopy as copy } from './copy.js';

/** Return whether who is signed in may change what admins change. */
export const useIsAdmin = () => useAccount()?.is_admin ?? false;

/** A line that says why nothing can be changed here. */
export function ReadOnlyNote() {
  const account = useAccount();
  if (account?.is_admin) return null;
  return <p className="settings-note">{account ? copy.onlyAdmins : copy.signIn}</p>;
}

/**
 * The heading of a page, with the way back from an editor, which Escape goes too.
 * @param {{ title: string, onBack?: () => void }} props
 */
export function PageHead({ title, onBack }) {
  useEscape(onBack !== undefined, () => onBack?.());
  return (
    <div className="settings-head">
      {onBack ? (
        <button
          type="button"
          className="icon-button settings-back"
          aria-label={copy.back}
          onClick={onBack}
        >
          <ArrowLeft aria-hidden="true" />
        </button>
      ) : null}
      <h3 className="settings-heading">{title}</h3>
    </div>
  );
}

/** @param {{ label: string, value: string, onChange: (text: string) => void }} props */
export function SearchBox({ label, value, onChange }) {
  return (
    <div className="search-field">
      <Search aria-hidden="true" />
      <input
        type="text"
        role="searchbox"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck="false"
        dir={value ? 'auto' : undefined}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {value ? (
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label={copy.clearSearch}
          onClick={() => onChange('')}
        >
          <X aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}

/**
 * What stands in place of an empty list.
 * @param {{ Icon: import('react').ElementType, title: string, text: string }} props
 */
export function Empty({ Icon, title, text }) {
  return (
    <div className="state" role="status">
      <span className="state-glyph">
        <Icon aria-hidden="true" />
      </span>
      <h4 className="state-title">{title}</h4>
      <p className="state-text">{text}</p>
    </div>
  );
}

/**
 * A button with an icon, named in full.
 * @param {{ Icon: import('react').ElementType, name: string } & import('react').ComponentProps<'button'>} props
 */
export function RowAction({ Icon, name, ...props }) {
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} {...props}>
      <Icon aria-hidden="true" />
    </button>
  );
}
