import { DropdownMenu } from 'radix-ui';
import { use } from 'react';

import { MenuEndContext } from './OpenMenu.jsx';

/**
 * The content of a menu. It is rendered in the page's main part, where a screen reader's list of
 * landmarks has it, and outside the panels, which would cut it off.
 * @param {{ align: 'start' | 'end', children: import('react').ReactNode } & import('react').ComponentProps<typeof DropdownMenu.Content>} props
 */
export function MenuContent({ align, children, ...rest }) {
  return (
    <DropdownMenu.Portal container={document.getElementById('main')}>
      <DropdownMenu.Content
        className="menu"
        // A long one scrolls, and has to be reached by the keyboard then.
        tabIndex={0}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        {...use(MenuEndContext)}
        {...rest}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}
