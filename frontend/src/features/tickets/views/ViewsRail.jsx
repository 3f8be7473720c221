import Ellipsis from 'lucide-react/icons/ellipsis';
import Keyboard from 'lucide-react/icons/keyboard';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { hasFilters } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { ViewLink } from '../../../domain/view/ViewLink.jsx';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { viewsCopy } from './copy.js';
import { moveInRail } from './moveInRail.js';
import { removeView, useSavedViews } from './savedViews.js';
import { SaveView } from './SaveView.jsx';
import { shownTotal } from './shownTotal.js';
import { useSaving } from './useSaving.js';
import { useSharedViews } from './useSharedViews.js';
import { useViews } from './useViews.js';
import { ViewIcon } from './ViewIcon.jsx';

/** @typedef {import('./useViews.js').ListedView} ListedView */

/** The queues and views beside the list, with the number of tickets in each. */
export function ViewsRail() {
  const { view } = useView();
  const { queues, common, shared, saved } = useViews();
  const { isError, refetch } = useSharedViews();
  const { dialog, save, edit } = useSaving();
  const own = [...queues, ...common, ...saved, ...shared];
  const canSave = hasFilters(view) && !own.some(({ isCurrent }) => isCurrent);

  return (
    // The links in it are what takes the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <nav className="rail" aria-label={viewsCopy.heading} onKeyDown={moveInRail}>
      <h2 className="rail-head">{viewsCopy.queues}</h2>
      <Links views={queues} />
      <h2 className="rail-head">{viewsCopy.common}</h2>
      <Links views={common} />
      <div className="rail-head">
        <h2>{viewsCopy.saved}</h2>
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label={viewsCopy.save}
          title={viewsCopy.save}
          disabled={!canSave}
          onClick={save}
        >
          <Plus aria-hidden="true" />
        </button>
      </div>
      <Links views={[...saved, ...shared]} onEdit={edit} />
      {isError ? (
        <div className="rail-note" role="status">
          <span>{viewsCopy.failed}</span>{' '}
          <button type="button" className="link-button" onClick={() => void refetch()}>
            {viewsCopy.retry}
          </button>
        </div>
      ) : null}
      <button type="button" className="rail-link rail-foot" onClick={() => runCommand('help')}>
        <Keyboard aria-hidden="true" />
        {viewsCopy.shortcuts}
        <kbd translate="no" aria-hidden="true">
          {keyOf('help')}
        </kbd>
      </button>
      <SaveView {...dialog} />
    </nav>
  );
}

/**
 * @param {object} props
 * @param {ListedView[]} props.views
 * @param {(shared: import('../../../types').SharedView) => void} [props.onEdit] where they are not
 *   built in
 */
function Links({ views, onEdit }) {
  return (
    // Safari does not announce a list without markers as one.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles
    <ul role="list">
      {views.map((one) => (
        <li key={one.id} className="rail-item">
          <RailLink view={one} />
          {onEdit ? <Actions view={one} onEdit={onEdit} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** @param {{ view: ListedView }} props */
function RailLink({ view: { id, name, target, total, isCurrent, shared } }) {
  return (
    <ViewLink
      className="rail-link"
      to={target}
      aria-current={isCurrent ? 'page' : undefined}
      title={name}
    >
      <ViewIcon id={id} shared={shared} />
      <bdi className="rail-name">{name}</bdi>
      {shared && shared.shared_with !== 'nobody' ? (
        <span className="visually-hidden">
          {`, ${viewsCopy.sharedBy(shared.owner?.name, shared.team?.name)}`}
        </span>
      ) : null}
      {total ? (
        <span className="rail-count">
          <span aria-hidden="true">{shownTotal(total)}</span>
          <span className="visually-hidden">{`, ${ticketCopy.total(total)}`}</span>
        </span>
      ) : null}
    </ViewLink>
  );
}

/** @param {{ view: ListedView, onEdit: (shared: import('../../../types').SharedView) => void }} props */
function Actions({ view: { id, name, shared }, onEdit }) {
  const own = useSavedViews();
  if (shared && !shared.can_edit) return null;
  if (shared) {
    return (
      <MenuButton
        name={`view-${shared.id}`}
        code={menus}
        menu={({ ViewActions }) => <ViewActions shared={shared} onEdit={() => onEdit(shared)} />}
        button={{
          className: 'icon-button icon-button--small',
          'aria-label': viewsCopy.actions(name),
        }}
      >
        <Ellipsis aria-hidden="true" />
      </MenuButton>
    );
  }
  return (
    <button
      type="button"
      className="icon-button icon-button--small"
      aria-label={viewsCopy.remove(name)}
      onClick={() => {
        document.getElementById('tickets-heading')?.focus();
        own.filter((one) => one.id === id).forEach(removeView);
      }}
    >
      <X aria-hidden="true" />
    </button>
  );
}
