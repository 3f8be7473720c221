import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { findAgents, findTickets } from '../../../../api/mentions.js';
import { listSavedReplies, previewSavedReply } from '../../../../api/savedReplies.js';
import { mentionOf } from '../../../../lib/mentions.js';
import { ticketCopy } from '../../../../domain/ticket/copy.js';
import { useSettled } from '../../../../ui/hooks/useSettled.js';

/**
 * @typedef {import('../../../../api/savedReplies.js').SavedReply} SavedReply
 * @typedef {import('./triggers.js').SuggestionKind} SuggestionKind
 *
 * @typedef {object} Suggestion
 * @property {string | number} id
 * @property {string} name
 * @property {string} detail
 * @property {string} value what is inserted, of all but a saved reply
 * @property {string} [mention] what is inserted in a note instead
 * @property {SavedReply} [reply]
 */

const MOST = 8;
const DELAY = 180;
const PREVIEW_DELAY = 90;
const FRESH = 30_000;

/**
 * Return saved replies with those first that are called so, for words are found in their texts, too.
 * @param {SavedReply[]} replies
 * @param {string} search
 */
function byFit(replies, search) {
  const text = search.toLocaleLowerCase();
  /** @param {SavedReply} reply */
  function rank({ name, shortcut }) {
    if (shortcut === text) return 0;
    if (shortcut?.startsWith(text)) return 1;
    const place = name.toLocaleLowerCase().indexOf(text);
    return place === 0 ? 2 : place > 0 ? 3 : 4;
  }
  return text ? [...replies].sort((a, b) => rank(a) - rank(b)) : replies;
}

/** @type {Record<SuggestionKind, (search: string, signal: AbortSignal) => Promise<Suggestion[]>>} */
const SOURCES = {
  async agent(search, signal) {
    const agents = await findAgents(search, { signal });
    return agents.slice(0, MOST).map(({ id, name }) => ({
      id,
      name,
      detail: '',
      value: `@${name}`,
      mention: mentionOf({ id, name }),
    }));
  },
  async ticket(search, signal) {
    const tickets = await findTickets(search, MOST, { signal });
    // Enter after a whole number must not choose another ticket that mentions it.
    const exactFirst = [...tickets].sort(
      (a, b) => Number(String(b.id) === search) - Number(String(a.id) === search),
    );
    return exactFirst.map(({ id, title }) => {
      const number = ticketCopy.number(id);
      return { id, name: number, detail: title, value: number };
    });
  },
  async reply(search, signal) {
    const replies = await listSavedReplies({ search, signal });
    return byFit(replies, search).map((reply) => ({
      id: reply.id,
      name: reply.name,
      detail: reply.shortcut ? `/${reply.shortcut}` : '',
      value: '',
      reply,
    }));
  },
};

/** @param {Suggestion} suggestion @param {string} query */
function fits({ name, detail }, query) {
  return `${name} ${detail}`.toLocaleLowerCase().includes(query.toLocaleLowerCase());
}

/**
 * Return what is proposed for a query. Until the server has answered, that is what still fits among what
 * was proposed before, so that Enter never inserts what does not belong to the text.
 * @param {SuggestionKind} kind
 * @param {string} query
 */
export function useFound(kind, query) {
  const search = query.trim();
  const asked = useSettled(search, DELAY);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['suggestions', kind, asked],
    queryFn: ({ signal }) => SOURCES[kind](asked, signal),
    placeholderData: keepPreviousData,
    staleTime: FRESH,
    gcTime: FRESH,
    retry: false,
  });
  const isCurrent = asked === search && !isPlaceholderData;
  return {
    suggestions: isCurrent ? (data ?? []) : (data ?? []).filter((one) => fits(one, search)),
    isCurrent: isCurrent && data !== undefined,
    error: asked === search ? error : null,
  };
}

/**
 * @param {SavedReply} reply
 * @param {number} ticket
 */
export const previewQuery = (reply, ticket) => ({
  queryKey: ['saved-reply-preview', reply.id, reply.version, ticket],
  queryFn: (/** @type {{ signal: AbortSignal }} */ { signal }) =>
    previewSavedReply(reply.id, ticket, { signal }),
  staleTime: FRESH,
  retry: false,
});

/**
 * Return a saved reply as it reads for a ticket, once somebody stays at it.
 * @param {SavedReply} reply
 * @param {number} ticket
 */
export function useReplyPreview(reply, ticket) {
  const shown = useSettled(reply, PREVIEW_DELAY);
  const { data, error } = useQuery({ ...previewQuery(shown, ticket), gcTime: FRESH });
  return shown.id === reply.id ? { data, error } : { data: undefined, error: null };
}
