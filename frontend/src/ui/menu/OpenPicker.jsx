import { Popover } from 'radix-ui';

import { MenuEndContext, useMenuEnd } from './OpenMenu.jsx';
import { ClosePickerContext } from './PickerContent.jsx';

/**
 * An open menu that is searched by typing, placed at the element around it.
 * @param {object} props
 * @param {import('react').RefObject<HTMLElement | null>} props.button which has the focus afterwards
 * @param {() => void} props.onClose
 * @param {import('react').ReactNode} props.children its content
 */
export function OpenPicker({ button, onClose, children }) {
  return (
    <MenuEndContext value={useMenuEnd(button)}>
      <ClosePickerContext value={onClose}>
        <Popover.Root open onOpenChange={onClose}>
          <Popover.Anchor asChild>
            <span className="menu-anchor" aria-hidden="true" />
          </Popover.Anchor>
          {children}
        </Popover.Root>
      </ClosePickerContext>
    </MenuEndContext>
  );
}
