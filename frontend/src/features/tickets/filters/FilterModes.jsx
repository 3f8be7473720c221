import { filterCopy } from './copy.js';

/**
 * The choice between tickets that have one of the values, and those that have none of them.
 * @param {{ isNot: boolean, setIsNot: (isNot: boolean) => void }} props
 */
export function FilterModes({ isNot, setIsNot }) {
  return (
    <div className="filter-modes" role="group" aria-label={filterCopy.mode}>
      {[false, true].map((one) => (
        <button
          key={String(one)}
          type="button"
          className="filter-mode"
          aria-pressed={isNot === one}
          onClick={() => setIsNot(one)}
        >
          {one ? filterCopy.noneOf : filterCopy.anyOf}
        </button>
      ))}
    </div>
  );
}
