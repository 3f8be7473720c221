import ChevronDown from 'lucide-react/icons/chevron-down';
import { useState } from 'react';

import { useView } from '../../../domain/view/useView.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { viewsCopy } from './copy.js';
import { SaveView } from './SaveView.jsx';

/** The button that opens the views on screens without room for the rail. */
export function ViewsMenu() {
  const { view } = useView();
  const [isSaving, setIsSaving] = useState(false);
  return (
    <>
      <MenuButton
        name="views"
        code={menus}
        place="narrow-only"
        menu={({ ViewChoices }) => <ViewChoices onSave={() => setIsSaving(true)} />}
        button={{
          className: 'icon-button',
          'aria-label': viewsCopy.heading,
          title: viewsCopy.heading,
        }}
      >
        <ChevronDown aria-hidden="true" />
      </MenuButton>
      <SaveView isOpen={isSaving} filters={view} onClose={() => setIsSaving(false)} />
    </>
  );
}
