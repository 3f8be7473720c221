import { Toast as Primitive } from 'radix-ui';

import { uiCopy } from '../copy.js';
import { focusBack } from './lastFocus.js';
import { Toast } from './Toast.jsx';
import { isCrowded, visible } from './toastQueue.js';

const LONG = 8000;
const SHORT = 4000;

/**
 * Return the focus when a toast closes: it would go to the region, which may close next.
 * @param {import('react').FocusEvent<HTMLElement>} event
 */
function keepFocus({ target, currentTarget, relatedTarget }) {
  if (target === currentTarget && currentTarget.contains(relatedTarget)) focusBack();
}

/**
 * The region for toasts: all errors, and one other message at a time.
 * @param {{ toasts: import('../../types').Toast[] }} props
 */
export function ToastRegion({ toasts }) {
  const duration = isCrowded(toasts) ? SHORT : LONG;
  return (
    <Primitive.Provider label={uiCopy.toast.region} swipeDirection="down">
      {visible(toasts).map((toast) => (
        <Toast key={toast.id} toast={toast} duration={duration} />
      ))}
      <Primitive.Viewport className="toasts" label={uiCopy.toast.region} onFocus={keepFocus} />
    </Primitive.Provider>
  );
}
