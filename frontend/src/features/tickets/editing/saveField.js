import { errorCopy } from '../../../api/copy.js';
import { ApiError, asApiError } from '../../../api/errors.js';
import { getTicket, updateTicket } from '../../../api/tickets.js';
import {
  cachedTicket,
  confirmTicket,
  confirmedTicket,
} from '../../../domain/ticket/ticketCache.js';
import { toRequest } from '../../../domain/ticket/fieldValues.js';
import { enqueueConflict } from './conflicts/conflictQueue.js';
import { otherChangedFields, isConflict, mergeTags } from './merge.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('../../../types').Ticket} Ticket
 * @typedef {import('../../../types').ChoiceValue} ChoiceValue
 * @typedef {import('./conflicts/conflictQueue.js').Field} Field
 *
 * @typedef {object} Change
 * @property {Ticket} ticket as the person sees it
 * @property {Field} field
 * @property {ChoiceValue} value
 * @property {(ChoiceValue | undefined)[]} bases the values that the person may have seen before
 *
 * @typedef {object} Saved
 * @property {Ticket} ticket as the server has it now
 * @property {any} before the value before it was saved
 * @property {Field[]} along other fields that somebody else has changed
 * @property {boolean} isMine whether the field has this person's value
 * @property {boolean} [hasLeft] whether a team has the ticket now that is closed to this person
 */

// After so many conflicts the save fails, and the person may try again.
const MAX_TRIES = 5;

/** @type {WeakMap<QueryClient, Map<number, Promise<unknown>>>} */
const turnsByClient = new WeakMap();

/**
 * Run one person's changes of a ticket one after the other: each uses the version that the one
 * before has made, and so none is in conflict with another.
 * @template T
 * @param {QueryClient} client
 * @param {number} id
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function inTurn(client, id, act) {
  const turns = turnsByClient.get(client) ?? new Map();
  turnsByClient.set(client, turns);
  const mine = (turns.get(id) ?? Promise.resolve()).then(act, act);
  turns.set(id, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(id) === mine) turns.delete(id);
  }
}

/**
 * Save one field of a ticket. Others' changes of other fields stay; if they have changed the same
 * field, the person decides.
 * @param {QueryClient} client
 * @param {Change} change
 * @returns {Promise<Saved>}
 */
export function saveField(client, change) {
  return inTurn(client, change.ticket.id, () => save(client, change));
}

/**
 * @param {QueryClient} client
 * @param {Change} change
 * @returns {Promise<Saved>}
 */
async function save(client, { ticket, field, value, bases: seen }) {
  const { id } = ticket;
  let theirs = confirmedTicket(client, id) ?? ticket;
  let mine = value;
  let bases = seen;
  /** @type {Set<Field>} */
  const along = new Set();

  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = theirs[field];
    if (field === 'tags') {
      const [base] = bases;
      mine = mergeTags({
        theirs: theirs.tags,
        mine: /** @type {string[]} */ (mine),
        base: /** @type {string[]} */ (base),
      });
      bases = [before];
    }
    if (isConflict({ theirs: before, mine, bases })) {
      const { choice, value: wanted } = await enqueueConflict({ id, field, mine, theirs });
      if (choice === 'theirs') return { ticket: theirs, before, along: [...along], isMine: false };
      if (choice === 'left') throw new UnsavedError('conflict', errorCopy.conflict, wanted);
      mine = wanted;
      // The decision holds for these versions only, not for later ones.
      bases = [before];
    }
    try {
      const saved = await updateTicket(id, { [field]: toRequest(mine) }, theirs.version);
      if (!saved) {
        const last = { ...theirs, [field]: mine };
        return { ticket: last, before, along: [...along], isMine: true, hasLeft: true };
      }
      confirmTicket(client, saved);
      return { ticket: saved, before, along: [...along], isMine: true };
    } catch (error) {
      const { kind, message } = asApiError(error);
      if (kind !== 'conflict') throw new UnsavedError(kind, message, mine, asApiError(error));
    }
    theirs = await read(id, mine);
    // What was moved to a folder meanwhile takes no other change.
    if (theirs.folder && field !== 'folder') {
      confirmTicket(client, theirs);
      throw new RemovedError(theirs.folder, mine);
    }
    otherChangedFields(cachedTicket(client, id), theirs, field).forEach((name) => along.add(name));
    confirmTicket(client, theirs);
  }
  throw new UnsavedError('conflict', errorCopy.conflict, mine);
}

/** @param {number} id @param {ChoiceValue} mine */
async function read(id, mine) {
  try {
    return await getTicket(id);
  } catch (error) {
    const { kind, message } = asApiError(error);
    throw new UnsavedError(kind, message, mine, asApiError(error));
  }
}

/** A text that could not be saved; `unsaved` has what the person has made of it meanwhile. */
export class UnsavedError extends ApiError {
  /**
   * @param {import('../../../api/errors.js').ErrorKind} kind
   * @param {string} message
   * @param {any} unsaved
   * @param {ApiError} [details]
   */
  constructor(kind, message, unsaved, details) {
    super(kind, message, details);
    this.unsaved = unsaved;
  }
}

/** A change of a ticket that somebody has moved to a folder meanwhile. */
export class RemovedError extends UnsavedError {
  /**
   * @param {import('../../../types').Folder} folder
   * @param {any} unsaved
   */
  constructor(folder, unsaved) {
    super('conflict', errorCopy.conflict, unsaved);
    this.folder = folder;
  }
}
