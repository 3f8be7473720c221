import { useView } from '../hooks/useView.js';
import { copy } from '../lib/copy.js';
import { FilterChips } from './FilterChips.jsx';
import { FilterMenu } from './FilterMenu.jsx';
import { SearchField } from './SearchField.jsx';
import { SortMenu } from './SortMenu.jsx';

/** @typedef {ReturnType<typeof import('../hooks/useTickets.js').useTickets>} TicketsQuery */

/**
 * The head of the list: how many there are, and what narrows and sorts them.
 * @param {{ query: TicketsQuery }} props
 */
export function FilterBar({ query }) {
  const { view, go, replace } = useView();
  const total = query.data?.pages[0]?.total;
  return (
    <header className="panel-head">
      <div className="panel-title">
        <h2 id="tickets-heading">{copy.list.heading}</h2>
        <span role="status" className="total">
          {total ? copy.list.total(total) : ''}
        </span>
        <SortMenu ordering={view.ordering} onSort={(ordering) => go({ ordering })} />
      </div>
      <div className="filters" role="group" aria-label={copy.list.filters}>
        <SearchField
          search={view.search}
          isLoading={query.isFetching && query.isPlaceholderData}
          onSearch={(search) => replace({ search })}
        />
        <div className="filter-menus">
          <FilterMenu field="status" chosen={view.status} onChange={(status) => go({ status })} />
          <FilterMenu
            field="priority"
            chosen={view.priority}
            onChange={(priority) => go({ priority })}
          />
          <FilterMenu
            field="category"
            chosen={view.category}
            onChange={(category) => go({ category })}
          />
        </div>
      </div>
      <FilterChips />
    </header>
  );
}
