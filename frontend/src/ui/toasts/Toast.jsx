import CircleCheck from 'lucide-react/icons/circle-check';
import TriangleAlert from 'lucide-react/icons/triangle-exclamation-point';
import X from 'lucide-react/icons/x';
import { Toast as Primitive } from 'radix-ui';

import { uiCopy } from '../copy.js';
import { dismissToast } from './toastStore.js';

/**
 * One message. An error is read out at once and stays until it is dismissed.
 * @param {{ toast: import('../../types').Toast, duration: number }} props
 */
export function Toast({ toast, duration }) {
  const isError = toast.kind === 'error';
  const Icon = isError ? TriangleAlert : CircleCheck;
  const { action } = toast;
  return (
    <Primitive.Root
      className="toast"
      data-kind={toast.kind}
      type={isError ? 'foreground' : 'background'}
      duration={isError ? Infinity : (toast.duration ?? duration)}
      onOpenChange={(isOpen) => !isOpen && dismissToast(toast.id)}
    >
      <Icon aria-hidden="true" className="toast-icon" />
      <Primitive.Description className="toast-text">{toast.text}</Primitive.Description>
      {action ? (
        <Primitive.Action
          className="button button--quiet button--small"
          altText={action.hint}
          onClick={action.run}
        >
          {action.label}
        </Primitive.Action>
      ) : null}
      <Primitive.Close className="icon-button" aria-label={uiCopy.toast.dismiss}>
        <X aria-hidden="true" />
      </Primitive.Close>
    </Primitive.Root>
  );
}
