import { useEffect, useRef, useState } from 'react';

import { asApiError } from '../../api/errors.js';
import { settingsCopy } from './copy.js';
import { settingsDrafts } from './drafts.js';
import { isSame, mergeValues } from './merge.js';

/**
 * @template Values
 * @typedef {{ values: Values, version: number }} Read a thing as the server has it; version 0 for a new one
 */

/** @typedef {Record<string, string>} Problems by field */

/**
 * @template Values
 * @typedef {object} Conflict
 * @property {boolean} isDeleted
 * @property {string[]} clashes fields that both have changed
 * @property {Values} [theirs]
 */

/**
 * The state of an editor: what is typed is kept on the device until it is saved or discarded, and
 * merged with what others have changed meanwhile.
 * @template {Record<string, any>} Values
 * @template Saved
 * @param {object} options
 * @param {string} options.name of the draft
 * @param {Read<Values>} options.start
 * @param {(values: Values) => Problems} options.check
 * @param {(values: Values, over: Read<Values>) => Promise<Saved>} options.send `over`: what is replaced
 * @param {() => Promise<Read<Values>>} options.read
 * @param {(saved: Saved, before: Read<Values>) => void} options.onSaved
 */
export function useEditor({ name, start, check, send, read, onSaved }) {
  const [draft] = useState(() => settingsDrafts.find(name));
  const [base, setBase] = useState(
    /** @returns {Read<Values>} */ () =>
      draft ? { values: draft.base, version: draft.version } : start,
  );
  const [values, setValues] = useState(
    /** @returns {Values} */ () => draft?.values ?? start.values,
  );
  const [isRestored, setIsRestored] = useState(draft !== undefined);
  const [isPending, setIsPending] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const [refusals, setRefusals] = useState(/** @type {Problems} */ ({}));
  const [failure, setFailure] = useState('');
  const [conflict, setConflict] = useState(/** @type {Conflict<Values> | null} */ (null));
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);

  /** @param {Values} next @param {Read<Values>} over */
  function keep(next, over) {
    if (isSame(next, over.values)) settingsDrafts.remove(name);
    else settingsDrafts.keep(name, { values: next, base: over.values, version: over.version });
  }

  /** @param {Partial<Values>} changes */
  function change(changes) {
    const next = { ...values, ...changes };
    setValues(next);
    setIsRestored(false);
    setFailure('');
    setRefusals((all) =>
      Object.fromEntries(Object.entries(all).filter(([field]) => !(field in changes))),
    );
    keep(next, base);
  }

  /** @param {Read<Values>} over */
  async function save(over = base) {
    setWasTried(true);
    if (isPending || Object.keys(check(values)).length) return;
    setIsPending(true);
    setFailure('');
    setConflict(null);
    try {
      const saved = await send(values, over);
      settingsDrafts.remove(name);
      if (isShown.current) onSaved(saved, over);
    } catch (error) {
      await explain(asApiError(error));
    } finally {
      setIsPending(false);
    }
  }

  /** @param {import('../../api/errors.js').ApiError} problem */
  async function explain({ kind, message, fieldErrors }) {
    const known = Object.keys(fieldErrors).filter((field) => field in values);
    if (kind === 'conflict') await readTheirs();
    else if (kind === 'not_found') setConflict({ isDeleted: true, clashes: [] });
    else if (known.length) setRefusals(fieldErrors);
    else setFailure(settingsCopy.failed(message));
  }

  async function readTheirs() {
    try {
      const theirs = await read();
      const merged = mergeValues(base.values, values, theirs.values);
      setBase(theirs);
      setValues(merged.values);
      keep(merged.values, theirs);
      setConflict({ isDeleted: false, clashes: merged.clashes, theirs: theirs.values });
    } catch (error) {
      const { kind, message } = asApiError(error);
      if (kind === 'not_found') setConflict({ isDeleted: true, clashes: [] });
      else setFailure(settingsCopy.failed(message));
    }
  }

  /** @param {Values} next */
  function reset(next) {
    settingsDrafts.remove(name);
    setValues(next);
    setIsRestored(false);
    setConflict(null);
    setFailure('');
    setRefusals({});
    setWasTried(false);
  }

  return {
    values,
    before: base.values,
    change,
    save: () => save(),
    saveAsNew: () => save({ values: base.values, version: 0 }),
    takeTheirs: () => conflict?.theirs && reset(conflict.theirs),
    discard: () => reset(base.values),
    isPending,
    isRestored,
    isChanged: !isSame(values, base.values),
    failure,
    conflict,
    problems: /** @type {Problems} */ ({ ...refusals, ...(wasTried ? check(values) : {}) }),
  };
}
