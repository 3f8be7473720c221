import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';

import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { listCopy } from './copy.js';

/** The button that opens the display options. */
export function DisplayMenu() {
  return (
    <MenuButton
      name="display"
      code={menus}
      menu={({ DisplayChoices }) => <DisplayChoices />}
      button={{
        className: 'icon-button display-button',
        'aria-label': listCopy.display,
        title: listCopy.display,
      }}
    >
      <SlidersHorizontal aria-hidden="true" />
    </MenuButton>
  );
}
