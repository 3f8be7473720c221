import Keyboard from 'lucide-react/icons/keyboard';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { hasFilters } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { ViewLink } from '../../../domain/view/ViewLink.jsx';
import { formatCount } from '../../../lib/numbers.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';
import { viewsCopy } from './copy.js';
import { removeView, useSavedViews } from './savedViews.js';
import { SaveView } from './SaveView.jsx';
import { useViews } from './useViews.js';
import { ViewIcon } from './ViewIcon.jsx';

/** The views beside the list, with the number of tickets in each. */
export function ViewsRail() {
  const { view } = useView();
  const { common, saved } = useViews();
  const own = useSavedViews();
  const [isSaving, setIsSaving] = useState(false);
  const canSave = hasFilters(view) && ![...common, ...saved].some(({ isCurrent }) => isCurrent);

  return (
    <nav className="rail" aria-label={viewsCopy.heading}>
      <h2 className="rail-head">{viewsCopy.heading}</h2>
      {/* Safari does not announce a list without markers as one. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul role="list">
        {common.map((one) => (
          <li key={one.id}>
            <RailLink view={one} />
          </li>
        ))}
      </ul>
      <div className="rail-head">
        <h2>{viewsCopy.saved}</h2>
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label={viewsCopy.save}
          title={viewsCopy.save}
          disabled={!canSave}
          onClick={() => setIsSaving(true)}
        >
          <Plus aria-hidden="true" />
        </button>
      </div>
      {/* As above, for Safari. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul role="list">
        {saved.map((one) => (
          <li key={one.id} className="rail-own">
            <RailLink view={one} />
            <button
              type="button"
              className="icon-button icon-button--small"
              aria-label={viewsCopy.remove(one.name)}
              onClick={() => {
                document.getElementById('tickets-heading')?.focus();
                own.filter(({ id }) => id === one.id).forEach(removeView);
              }}
            >
              <X aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="rail-link rail-foot" onClick={() => runCommand('help')}>
        <Keyboard aria-hidden="true" />
        {viewsCopy.shortcuts}
        <kbd translate="no" aria-hidden="true">
          {keyOf('help')}
        </kbd>
      </button>
      <SaveView isOpen={isSaving} filters={view} onClose={() => setIsSaving(false)} />
    </nav>
  );
}

/** @param {{ view: import('./useViews.js').ListedView }} props */
function RailLink({ view: { id, name, filters, total, isCurrent } }) {
  const { view } = useView();
  return (
    <ViewLink
      className="rail-link"
      to={{ ...filters, tab: 'tickets', group: view.group, ordering: view.ordering }}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <ViewIcon id={id} />
      <bdi className="rail-name">{name}</bdi>
      {total ? (
        <span className="rail-count">
          <span aria-hidden="true">{`${formatCount(total.count)}${total.exact ? '' : '+'}`}</span>
          <span className="visually-hidden">{`, ${ticketCopy.total(total)}`}</span>
        </span>
      ) : null}
    </ViewLink>
  );
}
