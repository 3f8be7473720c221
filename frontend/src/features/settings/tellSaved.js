import { asApiError } from '../../api/errors.js';
import { settingsCopy as copy } from './copy.js';
import { say } from './said.js';

/**
 * Tell that something is saved, with an Undo where it was there before.
 * @param {object} saved
 * @param {string} saved.name
 * @param {{ name: string, store: () => Promise<unknown> } | null} saved.before its name, and how to put it back
 * @param {() => unknown} saved.refresh
 */
export function tellSaved({ name, before, refresh }) {
  const text = copy.saved(name);
  if (!before) {
    say({ text });
    return;
  }

  async function undo() {
    say(null);
    try {
      await before?.store();
      say({ text: copy.undone(before?.name ?? name) });
    } catch (error) {
      say({ text: copy.notUndone(name, asApiError(error).message), isProblem: true });
    }
    void refresh();
  }
  say({ text, undo: { hint: copy.undoHint(before.name), run: () => void undo() } });
}
