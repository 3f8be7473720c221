import ChevronDown from 'lucide-react/icons/chevron-down';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { assignmentCopy } from '../assignment/copy.js';
import { pickers } from '../lazy.js';
import { filterCopy } from './copy.js';
import { useFilterMode } from './useFilterMode.js';

/** @typedef {number | 'me' | 'mine' | 'none'} Value */

/** The teams of who is signed in, among the others; no team has this id. */
const MY_TEAMS = { id: 0, name: assignmentCopy.myTeams };

/**
 * The button that opens the filter by assignee or by team.
 * @template {import('../../../types').ReferenceField} Field
 * @param {object} props
 * @param {Field} props.field
 */
export function ReferenceFilterMenu({ field }) {
  const { isNot, chosen, count, choose, setIsNot } = useFilterMode(field);
  const own = useAccountId() ?? null;
  const name = ticketCopy.fields[field];

  /** @param {number | null} id @returns {Value} */
  function valueFor(id) {
    if (id === null) return 'none';
    if (id === MY_TEAMS.id) return 'mine';
    return field === 'assignee' && id === own ? 'me' : id;
  }

  return (
    <MenuButton
      name={menuName('filter', field)}
      code={pickers}
      opens="dialog"
      menu={({ ReferenceChoices }) => (
        <ReferenceChoices
          field={field}
          nothing={assignmentCopy.none[field]}
          hasSeveral
          first={field === 'team' && own !== null ? MY_TEAMS : null}
          mode={{ isNot, setIsNot }}
          isChosen={(id) => chosen.includes(valueFor(id))}
          onChoose={(value) => {
            const one = valueFor(value?.id ?? null);
            const others = chosen.filter((other) => other !== one);
            choose(others.length < chosen.length ? others : [...chosen, one]);
          }}
        />
      )}
      button={{
        className: 'chip-button',
        'aria-label': filterCopy.filterName(name, count),
      }}
    >
      <span>{name}</span>
      {count ? <span className="count">{count}</span> : null}
      <ChevronDown aria-hidden="true" />
    </MenuButton>
  );
}
