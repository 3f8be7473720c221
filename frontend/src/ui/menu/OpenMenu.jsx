import { DropdownMenu } from 'radix-ui';
import { createContext, useRef } from 'react';

/**
 * The context of an open menu's closing.
 * @typedef {{ onInteractOutside?: () => void, onCloseAutoFocus?: (event: Event) => void }} MenuEnd
 */

export const MenuEndContext = createContext(/** @type {MenuEnd} */ ({}));

/**
 * Return what returns the focus to the button once its menu is closed.
 * @param {import('react').RefObject<HTMLElement | null>} button
 * @returns {MenuEnd}
 */
export function useMenuEnd(button) {
  const wasLeft = useRef(false);
  return {
    onInteractOutside() {
      wasLeft.current = true;
    },
    onCloseAutoFocus(event) {
      event.preventDefault();
      // After a press elsewhere the focus stays there.
      if (!wasLeft.current) button.current?.focus();
    },
  };
}

/**
 * An open menu, placed at the element around it.
 * @param {object} props
 * @param {import('react').RefObject<HTMLElement | null>} props.button which has the focus afterwards
 * @param {() => void} props.onClose
 * @param {import('react').ReactNode} props.children its content
 */
export function OpenMenu({ button, onClose, children }) {
  return (
    <MenuEndContext value={useMenuEnd(button)}>
      <DropdownMenu.Root open modal={false} onOpenChange={onClose}>
        <DropdownMenu.Trigger asChild>
          <span className="menu-anchor" aria-hidden="true" />
        </DropdownMenu.Trigger>
        {children}
      </DropdownMenu.Root>
    </MenuEndContext>
  );
}
