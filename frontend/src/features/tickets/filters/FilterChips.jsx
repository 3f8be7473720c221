import X from 'lucide-react/icons/x';
import { useRef } from 'react';

import { leavesOut } from '../../../api/requests.js';
import { DAYS_FILTERS, TRIAGE_FIELDS } from '../../../api/vocabulary.js';
import { useOtherTimeZone } from '../../../domain/session/useConfig.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { REFERENCE_FIELDS } from '../../../domain/ticket/fieldValues.js';
import { viewCopy } from '../../../domain/view/copy.js';
import { NO_FILTERS, excludeOf } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { useReferenceNames } from '../assignment/useReferenceNames.js';
import { EditedView } from '../views/EditedView.jsx';
import { useCurrentView } from '../views/useViews.js';
import { filterCopy } from './copy.js';

/** @typedef {{ name: string, value: string, is: string, without: Partial<import('../../../types').TicketFilters> }} Chip */

const TAG_FILTERS = /** @type {const} */ (['tag', 'tag_all', 'exclude_tag']);

/**
 * Return a chip for each active filter.
 * @param {import('../../../types').TicketFilters} view
 * @param {string | null} zone of the days, where it has to be said
 * @param {ReturnType<typeof useReferenceNames>} names
 * @returns {Chip[]}
 */
function chipsOf(view, zone, names) {
  /** @type {Chip[]} */
  const chips = TRIAGE_FIELDS.flatMap((field) =>
    fieldChips(view, field, (value) => ticketCopy.values[value]),
  );
  for (const [field, name] of /** @type {const} */ ([
    ['created_within', filterCopy.createdChip],
    ['resolved_within', filterCopy.resolvedChip],
    ['first_response_within', filterCopy.firstResponseChip],
    ['assigned_within', filterCopy.assignedChip],
    ['answered_within', filterCopy.answeredChip],
    ['older_than', filterCopy.createdChip],
  ])) {
    const days = view[field];
    if (!days) continue;
    chips.push({
      name,
      value:
        field === 'older_than'
          ? filterCopy.olderThan(days, zone)
          : filterCopy.createdWithin(days, zone),
      is: '',
      without: { [field]: null },
    });
  }
  for (const field of REFERENCE_FIELDS) {
    chips.push(...fieldChips(view, field, (value) => names(field, value)));
  }
  if (view.awaiting.length) {
    chips.push({
      name: filterCopy.turn,
      value: view.awaiting.map((turn) => filterCopy.turnValues[turn]).join(', '),
      is: '',
      without: { awaiting: [] },
    });
  }
  for (const name of TAG_FILTERS) {
    if (!view[name].length) continue;
    chips.push({
      ...filterCopy.tagChips[name],
      value: view[name].map((tag) => (tag === 'none' ? filterCopy.noTag : tag)).join(', '),
      without: { [name]: [] },
    });
  }
  if (view.snoozed || leavesOut(view)) {
    chips.push({
      name: filterCopy.snoozedChip,
      value: filterCopy.snoozed[view.snoozed ? 'only' : 'without'],
      is: '',
      without: { snoozed: null },
    });
  }
  if (view.followed.length) {
    chips.push({
      name: filterCopy.followed,
      value: filterCopy.followedByMe,
      is: '',
      without: { followed: [] },
    });
  }
  if (view.folder.length) {
    chips.push({
      name: ticketCopy.fields.folder,
      value: view.folder.map((folder) => viewCopy.names[folder]).join(', '),
      is: filterCopy.is,
      without: { folder: [] },
    });
  }
  if (view.search) {
    chips.push({
      name: filterCopy.searchChip,
      value: `“${view.search}”`,
      is: filterCopy.is,
      without: { search: '' },
    });
  }
  return chips;
}

/**
 * Return the chips of what a field is, and of what it is not.
 * @param {import('../../../types').TicketFilters} view
 * @param {import('../../../types').ExcludableField} field
 * @param {(value: any) => string} wordOf
 * @returns {Chip[]}
 */
function fieldChips(view, field, wordOf) {
  /** @type {[keyof import('../../../types').TicketFilters, string][]} */
  const kinds = [
    [field, filterCopy.is],
    [excludeOf(field), filterCopy.isNot],
  ];
  return kinds.flatMap(([filter, is]) => {
    const values = /** @type {(string | number)[]} */ (view[filter]);
    if (!values.length) return [];
    const value = values.map(wordOf).join(', ');
    return [{ name: ticketCopy.fields[field], value, is, without: { [filter]: [] } }];
  });
}

/** The active filters, each with a button that removes it. */
export function FilterChips() {
  const { view, go } = useView();
  const group = useRef(/** @type {HTMLDivElement | null} */ (null));
  const hasDays = DAYS_FILTERS.some((filter) => view[filter] !== null);
  const chips = chipsOf(view, useOtherTimeZone(hasDays), useReferenceNames(view));
  const isEdited = useCurrentView()?.isEdited;
  if (!chips.length && !isEdited) return null;

  /**
   * Move the focus to the next chip, or to the heading after the last one.
   * @param {number} index
   */
  function keepFocus(index) {
    const buttons = [...(group.current?.querySelectorAll('.chip button') ?? [])];
    const next = buttons[index + 1] ?? buttons[index - 1];
    const target = next ?? document.getElementById('tickets-heading');
    /** @type {HTMLElement | null} */ (target)?.focus();
  }

  return (
    <div className="chips" ref={group}>
      {chips.map(({ name, value, is, without }, index) => (
        <span className="chip" key={`${name} ${is} ${value}`}>
          <span className="chip-text">
            <span>{name}</span> {is ? <i>{`${is} `}</i> : null}
            <bdi>{value}</bdi>
          </span>
          <button
            type="button"
            aria-label={filterCopy.removeFilter(name, value, is === filterCopy.isNot)}
            onClick={() => {
              keepFocus(index);
              go(without);
            }}
          >
            <X aria-hidden="true" />
          </button>
        </span>
      ))}
      {chips.length ? <ClearAll /> : null}
      <EditedView />
    </div>
  );
}

/** Removes all filters, and leaves the view that has them. */
function ClearAll() {
  const { go } = useView();
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => {
        document.getElementById('tickets-heading')?.focus();
        go({ ...NO_FILTERS, view: null });
      }}
    >
      {filterCopy.clearAll}
    </button>
  );
}
