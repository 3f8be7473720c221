import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { useState } from 'react';

import { ClosedMark } from '../../../domain/ticket/ClosedMark.jsx';
import { ViewLink } from '../../../domain/view/ViewLink.jsx';
import { formatCount } from '../../../lib/numbers.js';
import { DownloadCsv } from '../../../ui/table/DownloadCsv.jsx';
import { exactSpan, formatSpan } from '../response/durations.js';
import { reportsCopy } from './copy.js';
import {
  COLUMNS,
  FIGURES,
  TIMES,
  isNothing,
  listOf,
  orderBy,
  rowsOf,
  sortRows,
} from './reportRows.js';

/**
 * @typedef {import('./reportRows.js').By} By
 * @typedef {import('./reportRows.js').Figure} Figure
 * @typedef {import('./reportRows.js').Row} Row
 * @typedef {import('./reportRows.js').Order} Order
 */

/** @type {Order} */
const BY_NAME = { column: 'name', isDescending: false };

/**
 * The figures of agents or teams, each with a link to the tickets that it counts.
 * @param {{ reports: import('../../../types').Reports, by: By }} props
 */
export function ReportTable({ reports, by }) {
  const text = reportsCopy;
  const [order, setOrder] = useState(BY_NAME);
  const { none, left_out: leftOut } = reports[by];
  const rows = sortRows(rowsOf(reports, by), order);
  if (!rows.length && isNothing(none)) return <p className="reports-empty">{text.nothing[by]}</p>;
  // Not a name among the others: it stays at the end.
  const all = [...rows, { id: null, name: text.none[by], mark: null, figures: none }];
  const caption = `${text.heading}: ${text.kinds[by]}`;

  /** @param {Order['column']} column */
  const head = (column) => (
    <SortHead
      key={column}
      name={column === 'name' ? text.names[by] : text.columns[column]}
      direction={order.column === column ? (order.isDescending ? 'descending' : 'ascending') : null}
      onSort={() => setOrder(orderBy(order, column))}
    />
  );
  const titles = COLUMNS.map((column) =>
    TIMES.includes(column) ? text.seconds(text.columns[column]) : text.columns[column],
  );
  return (
    <>
      {/* Scrolls by itself, and so must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="table-scroll reports-scroll" role="group" aria-label={caption} tabIndex={0}>
        <table className="data-table reports-table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>{[head('name'), ...COLUMNS.map(head)]}</tr>
          </thead>
          <tbody>
            {all.map((row) => (
              <ReportRow key={row.id} row={row} by={by} days={reports.days} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="reports-foot">
        {leftOut ? <span>{text.leftOut(leftOut)}</span> : null}
        <DownloadCsv
          name={text.kinds[by]}
          days={reports}
          getRows={() => [
            [text.names[by], ...titles],
            ...all.map(({ name, figures }) => [
              name,
              ...COLUMNS.map((column) => FIGURES[column](figures) ?? ''),
            ]),
          ]}
        />
      </div>
    </>
  );
}

/**
 * The name of a column, which sorts by it.
 * @param {{ name: string, direction: 'ascending' | 'descending' | null, onSort: () => void }} props
 */
function SortHead({ name, direction, onSort }) {
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={direction ?? undefined}>
      <button type="button" className="reports-sort" onClick={onSort}>
        <span>{name}</span>
        <Arrow aria-hidden="true" data-shown={direction !== null || null} />
      </button>
    </th>
  );
}

/** @param {{ row: Row, by: By, days: number }} props */
function ReportRow({ row: { id, name, mark, figures }, by, days }) {
  return (
    <tr data-none={id === null || null}>
      <th scope="row">
        <span className="reports-name">
          <bdi>{name}</bdi>
          {mark === 'closed' ? <ClosedMark /> : null}
          {mark === 'left' ? (
            <span className="reports-left" title={reportsCopy.leftHint}>
              {reportsCopy.left}
            </span>
          ) : null}
        </span>
      </th>
      {COLUMNS.map((column) => (
        <td key={column}>
          <Value
            value={FIGURES[column](figures)}
            isTime={TIMES.includes(column)}
            to={listOf(by, column, id, days)}
          />
        </td>
      ))}
    </tr>
  );
}

/**
 * A figure. Nothing is no link: there would be no ticket behind it.
 * @param {{ value: number | null, isTime: boolean, to: import('../dashboardLinks.js').ListView }} props
 */
function Value({ value, isTime, to }) {
  if (value === null) return <span className="reports-zero">{reportsCopy.unknown}</span>;
  if (isTime) {
    return (
      <ViewLink to={to} title={exactSpan(value)}>
        {formatSpan(value)}
      </ViewLink>
    );
  }
  if (!value) return <span className="reports-zero">{formatCount(0)}</span>;
  return <ViewLink to={to}>{formatCount(value)}</ViewLink>;
}
