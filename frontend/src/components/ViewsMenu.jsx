import { ChevronDown, Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';

import { useView } from '../hooks/useView.js';
import { useViews } from '../hooks/useViews.js';
import { copy } from '../lib/copy.js';
import { formatCount } from '../lib/numbers.js';
import { isNarrowed } from '../lib/views.js';
import { MenuContent } from './MenuContent.jsx';
import { SaveViewDialog } from './SaveViewDialog.jsx';
import { ViewIcon } from './ViewIcon.jsx';

/** The views where there is no room for them beside the list. */
export function ViewsMenu() {
  const { view, go } = useView();
  const { common, saved } = useViews();
  const [isSaving, setIsSaving] = useState(false);
  const all = [...common, ...saved];
  const canSave = isNarrowed(view) && !all.some(({ isCurrent }) => isCurrent);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="icon-button narrow-only"
          aria-label={copy.views.heading}
          title={copy.views.heading}
        >
          <ChevronDown aria-hidden="true" />
        </DropdownMenu.Trigger>
        <MenuContent align="start">
          {all.map(({ id, name, narrowing, total }) => (
            <DropdownMenu.Item
              key={id}
              className="menu-item"
              onSelect={() => go({ ...narrowing, ticket: null })}
            >
              <ViewIcon id={id} />
              <bdi>{name}</bdi>
              {total ? <span className="menu-count">{formatCount(total.count)}</span> : null}
            </DropdownMenu.Item>
          ))}
          {canSave ? (
            <>
              <DropdownMenu.Separator className="menu-line" />
              <DropdownMenu.Item className="menu-item" onSelect={() => setIsSaving(true)}>
                <Plus aria-hidden="true" />
                {copy.views.save}
              </DropdownMenu.Item>
            </>
          ) : null}
        </MenuContent>
      </DropdownMenu.Root>
      <SaveViewDialog isOpen={isSaving} narrowing={view} onClose={() => setIsSaving(false)} />
    </>
  );
}
