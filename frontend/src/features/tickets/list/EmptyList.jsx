import { Inbox, SearchX } from 'lucide-react';

import { EVERYTHING, isNarrowed } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { ViewLink } from '../../../domain/view/ViewLink.jsx';
import { copy } from '../../../lib/copy.js';

/** Why the list is empty: nothing matches, or nothing was ever sent. */
export function EmptyList() {
  const { view, go } = useView();
  const active = [...view.status, ...view.priority, ...view.category].map(
    (value) => copy.values[value],
  );
  if (view.created_within) active.push(copy.list.createdLong(view.created_within));
  if (view.resolved_within) active.push(copy.list.resolvedLong(view.resolved_within));
  if (view.search) active.push(`“${view.search}”`);

  if (isNarrowed(view)) {
    return (
      <div className="state">
        <span className="state-glyph">
          <SearchX aria-hidden="true" />
        </span>
        <h2 className="state-title">{copy.list.noMatch.title}</h2>
        <p className="state-text">
          {copy.list.noMatch.text} <bdi>{active.join(', ')}</bdi>
        </p>
        <div className="state-actions">
          <button type="button" className="button button--soft" onClick={() => go(EVERYTHING)}>
            {copy.list.clearFilters}
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
      <h2 className="state-title">{copy.list.empty.title}</h2>
      <p className="state-text">{copy.list.empty.text}</p>
      <div className="state-actions">
        <ViewLink className="button button--primary" to={{ tab: 'submit' }}>
          {copy.list.empty.action}
        </ViewLink>
      </div>
    </div>
  );
}
