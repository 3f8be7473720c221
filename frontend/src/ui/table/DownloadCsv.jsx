import Download from 'lucide-react/icons/download';

import { fileNameOf, saveFile, toCsv } from '../../lib/csv.js';
import { tableCopy } from './copy.js';

/** @typedef {{ since: string | null, until?: string }} Days */

/**
 * Downloads a table as it is on screen.
 * @param {object} props
 * @param {string} props.name of the table
 * @param {Days} props.days that its numbers are of, which the file is named by
 * @param {() => (string | number)[][]} props.getRows with that of the columns' names
 */
export function DownloadCsv({ name, days, getRows }) {
  const file = fileNameOf(['ticketflow', name, days.since, days.until ?? null]);
  return (
    <button
      type="button"
      className="link-button download-csv"
      aria-label={tableCopy.downloadName(name)}
      onClick={() => saveFile(file, toCsv(getRows()))}
    >
      <Download aria-hidden="true" />
      <span>{tableCopy.downloadCsv}</span>
    </button>
  );
}
