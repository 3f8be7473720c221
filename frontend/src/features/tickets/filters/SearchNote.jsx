import { isCutShort } from '../../../lib/searchTerms.js';
import { filterCopy } from './copy.js';

/**
 * Tells that the server searches only for the beginning of a long text.
 * @param {{ search: string }} props
 */
export function SearchNote({ search }) {
  return (
    <div role="status">
      {isCutShort(search) ? <p className="search-note">{filterCopy.searchCut}</p> : null}
    </div>
  );
}
