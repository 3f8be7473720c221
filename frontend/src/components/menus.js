/** All the menus of the list, which come in one chunk: each is of use only once it is opened. */
export { DisplayChoices } from './DisplayChoices.jsx';
export { FilterChoices } from './FilterChoices.jsx';
export { OpenMenu } from '../ui/OpenMenu.jsx';
export { ValueMenu } from './ValueMenu.jsx';
export { ViewChoices } from './ViewChoices.jsx';
