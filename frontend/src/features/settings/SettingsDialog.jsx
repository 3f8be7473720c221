import X from 'lucide-react/icons/x';
import { Dialog } from 'radix-ui';
import { useId, useState } from 'react';

import { EscapeContext, useEscapeSteps } from '../../ui/hooks/escape.js';
import { useMediaQuery } from '../../ui/hooks/useMediaQuery.js';
import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { settingsCopy as copy } from './copy.js';
import './settings.css';
import { PageChoice, PageTabs } from './PageTabs.jsx';
import { SaidLine } from './SaidLine.jsx';
import { say } from './said.js';
import { TagsPage } from './tags/TagsPage.jsx';
import { TeamsPage } from './teams/TeamsPage.jsx';
import { ViewsPage } from './views/ViewsPage.jsx';

/** @typedef {import('../../domain/settings/panel.js').SettingsPage} SettingsPage */

/**
 * The settings of the installation that admins change here, and agents look up.
 * @param {object} props
 * @param {SettingsPage} props.page the one that is open at first
 * @param {import('react').ReactNode} props.savedReplies
 * @param {() => void} props.onClose
 */
export function SettingsDialog({ page: first, savedReplies, onClose }) {
  const [page, setPage] = useState(first);
  const isNarrow = useMediaQuery('(width <= 720px)');
  // Chosen from the menu, whose item is gone when the dialog closes.
  const returnFocus = useReturnFocus('account-button');
  const { steps, onEscapeKeyDown } = useEscapeSteps();
  const id = useId();
  const Choice = isNarrow ? PageChoice : PageTabs;
  const contents = {
    teams: <TeamsPage />,
    tags: <TagsPage />,
    saved_replies: savedReplies,
    views: <ViewsPage />,
  };

  /** @param {SettingsPage} next */
  function show(next) {
    say(null);
    setPage(next);
  }

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog settings"
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            const content = /** @type {HTMLElement} */ (event.currentTarget);
            /** @type {HTMLElement | null} */ (
              content.querySelector('[aria-selected="true"], select')
            )?.focus();
          }}
          onCloseAutoFocus={returnFocus}
          onPointerDownOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={onEscapeKeyDown}
        >
          <div className="dialog-head">
            <Dialog.Title className="dialog-title">{copy.title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={copy.close}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </div>
          <Choice id={id} current={page} onChange={show} />
          <div
            className="settings-page"
            {...(isNarrow ? {} : { role: 'tabpanel', 'aria-labelledby': `${id}-${page}` })}
            id={`${id}-panel`}
          >
            <EscapeContext value={steps}>{contents[page]}</EscapeContext>
          </div>
          <SaidLine />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
