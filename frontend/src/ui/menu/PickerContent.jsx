import { Popover } from 'radix-ui';
import { createContext, use, useEffect } from 'react';

import { MenuEndContext } from './OpenMenu.jsx';

/** Closes the open picker. */
export const ClosePickerContext = createContext(() => {});

/**
 * The content of a menu that is searched by typing. As other menus it stands in the page's main part.
 * @param {{ label: string, children: import('react').ReactNode }} props
 */
export function PickerContent({ label, children }) {
  const close = use(ClosePickerContext);
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    function closeByEscape(event) {
      if (event.key !== 'Escape' || event.isComposing) return;
      // A toast that has come since would be closed instead.
      event.stopPropagation();
      close();
    }
    window.addEventListener('keydown', closeByEscape, true);
    return () => window.removeEventListener('keydown', closeByEscape, true);
  }, [close]);
  return (
    <Popover.Portal container={document.getElementById('main')}>
      <Popover.Content
        className="menu picker"
        align="start"
        sideOffset={6}
        collisionPadding={8}
        aria-label={label}
        {...use(MenuEndContext)}
      >
        {children}
      </Popover.Content>
    </Popover.Portal>
  );
}
