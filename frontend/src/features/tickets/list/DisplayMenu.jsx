import { SlidersHorizontal } from 'lucide-react';

import { copy } from '../../../lib/copy.js';
import { MenuButton } from '../../../ui/MenuButton.jsx';
import { menus } from '../lazy.js';

/** Opens what lays out the list. */
export function DisplayMenu() {
  return (
    <MenuButton
      name="display"
      code={menus}
      menu={({ DisplayChoices }) => <DisplayChoices />}
      button={{
        className: 'icon-button display-button',
        'aria-label': copy.list.display,
        title: copy.list.display,
      }}
    >
      <SlidersHorizontal aria-hidden="true" />
    </MenuButton>
  );
}
