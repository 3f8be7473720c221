import { ticketCopy } from '../../../domain/ticket/copy.js';
import { historyCopy } from './copy.js';

/** @typedef {import('../../../types').HistoryEntry['changes'][number]} Change */

/**
 * Return whether something happened between two tickets: no field of one was changed.
 * @param {Change} change
 */
export const isBetween = ({ field }) => field in historyCopy.between;

/**
 * Return the words for what happened between two tickets; undefined for a change of a field.
 * @param {Change} change
 */
export function betweenWords({ field, before, after }) {
  const words = historyCopy.between[field];
  if (!words) return undefined;
  return after === null
    ? words.ended(ticketCopy.number(Number(before)))
    : words.begun(ticketCopy.number(Number(after)));
}
