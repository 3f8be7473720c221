import { SEARCH_MAX, TRIAGE_FIELDS } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { REFERENCE_FIELDS } from '../../../domain/ticket/fieldValues.js';
import { viewCopy } from '../../../domain/view/copy.js';
import { useView } from '../../../domain/view/useView.js';
import { isCutShort } from '../../../lib/searchTerms.js';
import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';
import { useIsDrawn } from '../../../ui/hooks/useIsDrawn.js';
import { DisplayMenu } from '../list/DisplayMenu.jsx';
import { NextButton } from '../queues/NextButton.jsx';
import { useViewName } from '../views/useViews.js';
import { ViewsMenu } from '../views/ViewsMenu.jsx';
import { filterCopy } from './copy.js';
import { FilterChips } from './FilterChips.jsx';
import { FilterMenu } from './FilterMenu.jsx';
import { ReferenceFilterMenu } from './ReferenceFilterMenu.jsx';
import { SearchField } from './SearchField.jsx';
import { TagFilterMenu } from './TagFilterMenu.jsx';
import { TurnMenu } from './TurnMenu.jsx';

/** @typedef {ReturnType<typeof import('../list/useTickets.js').useTickets>} TicketsQuery */

/**
 * The header of the list: its name and total, the search, the filters and the display options.
 * @param {object} props
 * @param {TicketsQuery} props.query
 * @param {import('../../../types').Total} [props.total]
 * @param {import('../../../types').Counts} [props.counts]
 * @param {import('react').ReactNode} [props.children] more for the end of the first line
 */
export function FilterBar({ query, total, counts, children }) {
  const { view, go, replace } = useView();
  const name = useViewName();
  const isDrawn = useIsDrawn();
  return (
    <header className="panel-head">
      <div className="panel-title">
        <h2 id="tickets-heading" tabIndex={-1}>
          {name ?? viewCopy.custom}
        </h2>
        <ViewsMenu />
        <span role="status" className="total">
          {total && isDrawn
            ? filterCopy.total(ticketCopy.total(total), isCutShort(view.search, SEARCH_MAX))
            : ''}
        </span>
        <span className="panel-end">
          {children}
          <NextButton />
          <DisplayMenu />
        </span>
      </div>
      <div className="filters" role="group" aria-label={filterCopy.filters}>
        <SearchField
          search={view.search}
          isLoading={query.isFetching && query.isPlaceholderData}
          onSearch={(search) => replace({ search })}
          onGoTo={(ticket) => {
            usePendingFocus.setState('ticket');
            go({ ticket });
          }}
        />
        <div className="filter-menus">
          {TRIAGE_FIELDS.map((field) => (
            <FilterMenu key={field} field={field} view={view} cells={counts?.cells} />
          ))}
          {REFERENCE_FIELDS.map((field) => (
            <ReferenceFilterMenu key={field} field={field} />
          ))}
          <TagFilterMenu chosen={view} onChange={go} />
          <TurnMenu chosen={view.awaiting} onChange={(awaiting) => go({ awaiting })} />
        </div>
      </div>
      <FilterChips />
    </header>
  );
}
