import Check from 'lucide-react/icons/check';
import { DropdownMenu } from 'radix-ui';

import {
  COLUMNS,
  DENSITIES,
  GROUP_ORDERINGS,
  ORDERINGS,
  USUAL_COLUMNS,
} from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { useView } from '../../../domain/view/useView.js';
import { useDensity } from '../../../ui/hooks/preferences.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { listCopy } from './copy.js';

const GROUPS = /** @type {import('../../../types').TriageField[]} */ (Object.keys(GROUP_ORDERINGS));
const NONE = 'none';

/** The display options of the list: order, groups and density. */
export function DisplayChoices() {
  const { view, go } = useView();
  const rowDensity = useDensity();
  return (
    <MenuContent align="end" aria-label={listCopy.display}>
      <Choices
        label={listCopy.sortBy}
        value={view.group ? '' : view.ordering}
        options={ORDERINGS.map((value) => [value, listCopy.orderings[value]])}
        onChoose={(value) =>
          go({ ordering: /** @type {import('../../../types').Ordering} */ (value), group: null })
        }
      />
      <DropdownMenu.Separator className="menu-line" />
      <Choices
        label={listCopy.groupBy}
        value={view.group ?? NONE}
        options={[
          [NONE, listCopy.noGroup],
          ...GROUPS.map(
            (field) => /** @type {[string, string]} */ ([field, ticketCopy.fields[field]]),
          ),
        ]}
        onChoose={(value) =>
          go({
            group:
              value === NONE ? null : /** @type {import('../../../types').TriageField} */ (value),
          })
        }
      />
      <DropdownMenu.Separator className="menu-line" />
      <ColumnChoices
        chosen={view.columns.length ? view.columns : USUAL_COLUMNS}
        onChange={(columns) =>
          go({ columns: String(columns) === String(USUAL_COLUMNS) ? [] : columns })
        }
      />
      <DropdownMenu.Separator className="menu-line" />
      <Choices
        label={listCopy.density}
        value={rowDensity}
        options={DENSITIES.map((value) => [value, listCopy.densities[value]])}
        onChoose={(value) =>
          useDensity.setState(/** @type {import('../../../types').Density} */ (value))
        }
      />
    </MenuContent>
  );
}

/**
 * What the rows show; at least one thing.
 * @param {object} props
 * @param {import('../../../types').Column[]} props.chosen
 * @param {(chosen: import('../../../types').Column[]) => void} props.onChange
 */
function ColumnChoices({ chosen, onChange }) {
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Label className="menu-label">{listCopy.columns}</DropdownMenu.Label>
      {COLUMNS.map((column) => (
        <DropdownMenu.CheckboxItem
          key={column}
          className="menu-item menu-item--small"
          checked={chosen.includes(column)}
          disabled={chosen.length === 1 && chosen[0] === column}
          onCheckedChange={(isChosen) =>
            onChange(COLUMNS.filter((one) => (one === column ? isChosen : chosen.includes(one))))
          }
          onSelect={(event) => event.preventDefault()}
        >
          <span>{listCopy.columnNames[column]}</span>
          <span className="menu-end">
            <DropdownMenu.ItemIndicator className="menu-check">
              <Check aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </span>
        </DropdownMenu.CheckboxItem>
      ))}
    </DropdownMenu.Group>
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
          <span>{name}</span>
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
