import { useState } from 'react';

import { useConfig } from '../../../domain/session/useConfig.js';
import { removalCopy } from './copy.js';
import { EraseDialog } from './EraseDialog.jsx';
import { useIsAdmin } from './useIsAdmin.js';

const BUTTON = 'empty-folder';
const SPAM_DAYS = 30;

/**
 * Stands above the list of a folder: what becomes of its tickets, and for admins the way to erase all.
 * @param {{ folder: import('../../../types').Folder, isEmpty: boolean }} props
 */
export function FolderBar({ folder, isEmpty }) {
  const days = useConfig()?.bin_days || SPAM_DAYS;
  const isAdmin = useIsAdmin();
  const [isAsking, setIsAsking] = useState(false);
  const text = removalCopy.folder;
  return (
    <div className="folder-bar">
      <p>
        <span>{text.text[folder]}</span> <span>{text.kept(days)}</span>
      </p>
      {isAdmin && !isEmpty ? (
        <button
          type="button"
          id={BUTTON}
          className="button button--small button--soft"
          onClick={() => setIsAsking(true)}
        >
          {text.empty[folder]}
        </button>
      ) : null}
      {isAsking ? (
        <EraseDialog
          target={{ folder }}
          returnTo={BUTTON}
          onClose={() => setIsAsking(false)}
          onErased={() => document.getElementById('tickets-heading')?.focus()}
        />
      ) : null}
    </div>
  );
}
