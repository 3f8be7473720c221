import { DownloadCsv } from './DownloadCsv.jsx';

/** @typedef {string | number | { text: string, value: string | number }} Cell what is shown, and what a file has */

/** @param {Cell} cell */
const textOf = (cell) => (typeof cell === 'object' ? cell.text : cell);

/** @param {Cell} cell */
const valueOf = (cell) => (typeof cell === 'object' ? cell.value : cell);

/**
 * The numbers of a chart, with a way to download them.
 * @param {object} props
 * @param {string} props.caption
 * @param {Cell[]} props.columns
 * @param {Cell[][]} props.rows
 * @param {import('./DownloadCsv.jsx').Days} props.days that the numbers are of
 */
export function DataTable({ caption, columns, rows, days }) {
  return (
    <>
      {/* Scrolls by itself, and so must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="table-scroll" role="group" aria-label={caption} tabIndex={0}>
        <table className="data-table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={textOf(column)} scope="col">
                  {textOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([head, ...cells]) => (
              <tr key={valueOf(head)}>
                <th scope="row">{textOf(head)}</th>
                {cells.map((cell, index) => (
                  <td key={textOf(columns[index + 1])}>{textOf(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <DownloadCsv
        name={caption}
        days={days}
        getRows={() => [columns, ...rows].map((cells) => cells.map(valueOf))}
      />
    </>
  );
}
