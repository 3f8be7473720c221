import { useView } from '../../../domain/view/useView.js';
import { viewsCopy } from './copy.js';
import { targetOf } from './useSharedViews.js';
import { useCurrentView } from './useViews.js';
import { useViewChanges } from './useViewChanges.js';

/** Says that the list shows something else than its view keeps, and ends that either way. */
export function EditedView() {
  const { go } = useView();
  const current = useCurrentView();
  const { update } = useViewChanges();
  if (!current?.isEdited) return null;
  const { shared } = current;
  return (
    <span className="edited-view">
      <span>{viewsCopy.edited}</span>
      {shared.can_edit ? (
        <button type="button" className="link-button" onClick={() => void update(shared)}>
          {viewsCopy.update}
        </button>
      ) : null}
      <button type="button" className="link-button" onClick={() => go(targetOf(shared))}>
        {viewsCopy.revert}
      </button>
    </span>
  );
}
