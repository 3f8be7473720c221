import { useState } from 'react';

import { excludeOf } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';

/**
 * Return the values that a field is filtered by, and whether they are those that it is not; and what
 * changes both.
 * @param {import('../../../types').ExcludableField} field
 */
export function useFilterMode(field) {
  const { view, go } = useView();
  const [isPreferred, setIsPreferred] = useState(false);
  const excluded = excludeOf(field);
  /** @type {(string | number)[]} */
  const included = view[field];
  const isNot = !included.length && (view[excluded].length > 0 || isPreferred);
  const name = isNot ? excluded : field;
  return {
    isNot,
    chosen: /** @type {any[]} */ (view[name]),
    /** The number of values that are chosen, of both kinds. */
    count: included.length + view[excluded].length,
    choose: (/** @type {any[]} */ values) => go({ [name]: values }),
    /** @param {boolean} next */
    setIsNot(next) {
      setIsPreferred(next);
      if (next === isNot || !view[name].length) return;
      go({ [name]: [], [next ? excluded : field]: view[name] });
    },
  };
}
