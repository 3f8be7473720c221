import { useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../../api/errors.js';
import { previewSavedReply } from '../../../../api/savedReplies.js';
import { toolsCopy } from './copy.js';
import { replaceText } from './insertText.js';
import { previewQuery } from './sources.js';

/** @typedef {import('./sources.js').Suggestion} Suggestion */
/** @typedef {import('../../../../api/savedReplies.js').FilledReply} FilledReply */
/** @typedef {{ start: number, end: number }} Range */

/**
 * Return what inserts a suggestion into the field, in the place of what was typed to find it.
 * @param {import('./tools.js').ToolsProps} props
 */
export function useInsertion({ field, ticket, kind, onUse, onNotice }) {
  const client = useQueryClient();

  /**
   * @param {Suggestion} suggestion
   * @param {Range} range
   * @param {(change: () => void) => void} insert runs the change of the text
   */
  async function insertSuggestion(suggestion, { start, end }, insert) {
    const { name, reply, mention } = suggestion;

    const element = field.current;
    if (!element) return;
    if (!reply) {
      // A blank goes on with the sentence, unless there is one.
      const blank = /^\s/.test(element.value.slice(end)) ? '' : ' ';
      // A reply's requester reads the name alone.
      const value = (kind === 'note' && mention) || suggestion.value;
      insert(() => replaceText(element, start, end, value + blank));
      return;
    }
    const typed = element.value.slice(start, end);
    try {
      // Not the list's own request, which ends with the list.
      const { queryKey } = previewQuery(reply, ticket);
      /** @type {FilledReply | undefined} */
      const known = client.getQueryData(queryKey);
      const filled = known ?? (await previewSavedReply(reply.id, ticket));
      if (!element.isConnected || element.value.slice(start, end) !== typed) {
        onNotice(toolsCopy.notInserted(name, toolsCopy.textChanged));
        return;
      }
      insert(() => replaceText(element, start, end, filled.text));
      onUse({ id: reply.id, set: filled.set });
    } catch (error) {
      onNotice(toolsCopy.notInserted(name, asApiError(error).message));
    }
  }

  return insertSuggestion;
}
