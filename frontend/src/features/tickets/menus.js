/** All the menus of the list, which come in one chunk: each is of use only once it is opened. */
export { DisplayChoices } from './list/DisplayChoices.jsx';
export { FilterChoices } from './filters/FilterChoices.jsx';
export { OpenMenu } from '../../ui/menu/OpenMenu.jsx';
export { ValueMenu } from './editing/ValueMenu.jsx';
export { ViewChoices } from './views/ViewChoices.jsx';
