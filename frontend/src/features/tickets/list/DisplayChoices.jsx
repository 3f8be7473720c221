import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

import { DENSITIES, GROUP_ORDERINGS, ORDERINGS } from '../../../api/vocabulary.js';
import { useView } from '../../../domain/view/useView.js';
import { copy } from '../../../lib/copy.js';
import { density, usePreference } from '../../../ui/hooks/preferences.js';
import { MenuContent } from '../../../ui/MenuContent.jsx';

const GROUPS = /** @type {import('../../../types').TriageField[]} */ (Object.keys(GROUP_ORDERINGS));
const NONE = 'none';

/** How the list is laid out: its order, its groups, and how much room a row takes. */
export function DisplayChoices() {
  const { view, go } = useView();
  const rowDensity = usePreference(density);
  return (
    <MenuContent align="end" aria-label={copy.list.display}>
      <Choices
        label={copy.list.sortBy}
        value={view.group ? '' : view.ordering}
        options={ORDERINGS.map((value) => [value, copy.list.orderings[value]])}
        onChoose={(value) =>
          go({ ordering: /** @type {import('../../../types').Ordering} */ (value), group: null })
        }
      />
      <DropdownMenu.Separator className="menu-line" />
      <Choices
        label={copy.list.groupBy}
        value={view.group ?? NONE}
        options={[
          [NONE, copy.list.noGroup],
          ...GROUPS.map((field) => /** @type {[string, string]} */ ([field, copy.fields[field]])),
        ]}
        onChoose={(value) =>
          go({
            group:
              value === NONE ? null : /** @type {import('../../../types').TriageField} */ (value),
          })
        }
      />
      <DropdownMenu.Separator className="menu-line" />
      <Choices
        label={copy.list.density}
        value={rowDensity}
        options={DENSITIES.map((value) => [value, copy.list.densities[value]])}
        onChoose={(value) => density.set(/** @type {import('../../../types').Density} */ (value))}
      />
    </MenuContent>
  );
}

/**
 * @param {object} props
 * @param {string} props.label
 * @param {string} props.value
 * @param {[value: string, name: string][]} props.options
 * @param {(value: string) => void} props.onChoose
 */
function Choices({ label, value, options, onChoose }) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
      <DropdownMenu.Label className="menu-label">{label}</DropdownMenu.Label>
      {options.map(([option, name]) => (
        <DropdownMenu.RadioItem key={option} className="menu-item menu-item--small" value={option}>
          {name}
          <span className="menu-end">
            <DropdownMenu.ItemIndicator className="menu-check">
              <Check aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
