import ChevronDown from 'lucide-react/icons/chevron-down';

import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { viewsCopy } from './copy.js';
import { SaveView } from './SaveView.jsx';
import { useSaving } from './useSaving.js';

/** The button that opens the views on screens without room for the rail. */
export function ViewsMenu() {
  const { dialog, save, edit } = useSaving();
  return (
    <>
      <MenuButton
        name="views"
        code={menus}
        place="narrow-only"
        menu={({ ViewChoices }) => <ViewChoices onSave={save} onEdit={edit} />}
        button={{
          className: 'icon-button',
          'aria-label': viewsCopy.heading,
          title: viewsCopy.heading,
        }}
      >
        <ChevronDown aria-hidden="true" />
      </MenuButton>
      <SaveView {...dialog} />
    </>
  );
}
