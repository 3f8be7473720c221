import { basics } from './specimens/basics.jsx';
import { dashboard } from './specimens/dashboard.jsx';
import { details } from './specimens/details.jsx';
import { dialogs } from './specimens/dialogs.jsx';
import { editors } from './specimens/editors.jsx';
import { fields } from './specimens/fields.jsx';
import { filters } from './specimens/filters.jsx';
import { forms } from './specimens/forms.jsx';
import { histories } from './specimens/history.jsx';
import { lists } from './specimens/lists.jsx';
import { notices } from './specimens/notices.jsx';
import { pages } from './specimens/pages.jsx';
import { rows } from './specimens/rows.jsx';
import { shell } from './specimens/shell.jsx';

/** @typedef {import('./specimen.js').Specimen} Specimen */

/** Every component that a person sees, in all its states. */
export const specimens = [
  ...basics,
  ...notices,
  ...shell,
  ...fields,
  ...forms,
  ...rows,
  ...lists,
  ...filters,
  ...details,
  ...histories,
  ...editors,
  ...dialogs,
  ...dashboard,
  ...pages,
];

/** @param {string | null} name */
export const specimenOf = (name) => specimens.find((specimen) => specimen.name === name);
