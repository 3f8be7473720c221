import { createPersistedStore } from '../../lib/persistedStore.js';
import { showToast } from '../../ui/toasts/toastStore.js';
import { untilWords, wasAnswered } from '../ticket/snooze.js';
import { ALL_OPEN } from '../view/filters.js';
import { wokenCopy } from './copy.js';

/**
 * @typedef {import('../../types').Woken} Woken
 * @typedef {(changes: Partial<import('../view/address.js').View>) => void} Go
 */

const MOST_REMEMBERED = 100;
const FEW = 3;
const SHOWN_FOR = 15_000;

/** The wake-ups that were told on this device, in any tab, the last one last. */
export const useToldWakeUps = createPersistedStore('tf.woken', /** @type {string[]} */ ([]), {
  isValid: (keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string'),
});

/**
 * Tell that tickets are back from a snooze, each once.
 * @param {Woken[]} woken
 * @param {Go} go
 */
export function tellWoken(woken, go) {
  useToldWakeUps.reload();
  const told = useToldWakeUps.getState();
  const keyOf = (/** @type {Woken} */ { ticket, woken_at: at }) => `${ticket} ${at}`;
  const news = woken.filter((one) => !told.includes(keyOf(one)));
  if (!news.length) return;
  useToldWakeUps.setState([...told, ...news.map(keyOf)].slice(-MOST_REMEMBERED), true);
  if (news.length > FEW) {
    tellOfMany(news.length, go);
    return;
  }
  for (const { ticket, woken_at: at, woken_from: from, was_own: wasOwn } of news) {
    const text = wasAnswered(from, at)
      ? wokenCopy.answered(ticket)
      : wokenCopy.due(ticket, untilWords(from, Date.now()), wasOwn);
    showToast({
      kind: 'success',
      key: `woken-${ticket}`,
      text,
      isNews: true,
      duration: SHOWN_FOR,
      action: {
        label: wokenCopy.open,
        hint: wokenCopy.openHint(ticket),
        run: () => go({ tab: 'tickets', ticket }),
      },
    });
  }
}

/** @param {number} count @param {Go} go */
function tellOfMany(count, go) {
  showToast({
    kind: 'success',
    key: 'woken',
    text: wokenCopy.many(count),
    isNews: true,
    duration: SHOWN_FOR,
    action: {
      label: wokenCopy.show,
      hint: wokenCopy.showHint,
      run: () => go({ ...ALL_OPEN, tab: 'tickets', ordering: '-last_message_at', ticket: null }),
    },
  });
}
