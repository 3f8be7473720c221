import { X } from 'lucide-react';

import { NO_FILTERS, useView } from '../hooks/useView.js';
import { copy } from '../lib/copy.js';

const FIELDS = /** @type {const} */ (['status', 'priority', 'category']);

/** What narrows the list now, each with a way to remove it. */
export function FilterChips() {
  const { view, go } = useView();
  /** @type {{ name: string, value: string, without: Partial<import('../hooks/useView.js').View> }[]} */
  const chips = FIELDS.flatMap((field) =>
    view[field].map((value) => ({
      name: copy.fields[field],
      value: copy.values[value],
      without: { [field]: view[field].filter((other) => other !== value) },
    })),
  );
  if (view.search) {
    chips.push({ name: copy.list.searchChip, value: `“${view.search}”`, without: { search: '' } });
  }
  if (!chips.length) return null;

  return (
    <div className="chips">
      {chips.map(({ name, value, without }) => (
        <span className="chip" key={`${name}-${value}`}>
          <span className="chip-text">
            {name} <i>{copy.list.is}</i> <bdi>{value}</bdi>
          </span>
          <button
            type="button"
            aria-label={copy.list.removeFilter(name, value)}
            onClick={() => go(without)}
          >
            <X aria-hidden="true" />
          </button>
        </span>
      ))}
      <button type="button" className="link-button" onClick={() => go(NO_FILTERS)}>
        {copy.list.clearAll}
      </button>
    </div>
  );
}
