import Inbox from 'lucide-react/icons/inbox';
import SearchX from 'lucide-react/icons/search-x';

import { DAYS_FILTERS } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { viewCopy } from '../../../domain/view/copy.js';
import { ALL_OPEN, NO_FILTERS, hasFilters, hasSameFilters } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { ViewLink } from '../../../domain/view/ViewLink.jsx';
import { filterCopy } from '../filters/copy.js';
import { listCopy } from './copy.js';

/** Shown in place of an empty list: nothing matches, or there are no tickets at all. */
export function EmptyList() {
  const { view, go } = useView();
  const active = [...view.status, ...view.priority, ...view.category].map(
    (value) => ticketCopy.values[value],
  );
  active.push(
    ...[...view.exclude_status, ...view.exclude_priority, ...view.exclude_category].map((value) =>
      listCopy.not(ticketCopy.values[value]),
    ),
  );
  for (const filter of DAYS_FILTERS) {
    const days = view[filter];
    if (days) active.push(listCopy.days[filter](days));
  }
  active.push(...view.awaiting.map((turn) => filterCopy.turns[turn].toLowerCase()));
  if (view.snoozed) active.push(viewCopy.names.snoozed.toLowerCase());
  if (view.followed.length) active.push(viewCopy.names.followed.toLowerCase());
  if (view.search) active.push(`“${view.search}”`);

  const [folder] = view.folder;
  if (folder && hasSameFilters(view, { ...NO_FILTERS, folder: view.folder })) {
    return (
      <div className="state">
        <span className="state-glyph">
          <Inbox aria-hidden="true" />
        </span>
        <h2 className="state-title">{listCopy.nothingIn[folder]}</h2>
        <div className="state-actions">
          <button type="button" className="button button--soft" onClick={() => go(ALL_OPEN)}>
            {listCopy.toTickets}
          </button>
        </div>
      </div>
    );
  }
  if (hasFilters(view)) {
    return (
      <div className="state">
        <span className="state-glyph">
          <SearchX aria-hidden="true" />
        </span>
        <h2 className="state-title">{listCopy.noMatch.title}</h2>
        <p className="state-text">
          {listCopy.noMatch.text} <bdi>{active.join(', ')}</bdi>
        </p>
        <div className="state-actions">
          <button
            type="button"
            className="button button--soft"
            onClick={() => go({ ...NO_FILTERS, view: null })}
          >
            {listCopy.clearFilters}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div className="state">
      <span className="state-glyph">
        <Inbox aria-hidden="true" />
      </span>
      <h2 className="state-title">{listCopy.empty.title}</h2>
      <p className="state-text">{listCopy.empty.text}</p>
      <div className="state-actions">
        <ViewLink className="button button--primary" to={{ tab: 'submit' }}>
          {listCopy.empty.action}
        </ViewLink>
      </div>
    </div>
  );
}
