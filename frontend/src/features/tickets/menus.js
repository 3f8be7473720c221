/** All menus of the list and of an open ticket, in one chunk. */
export { ActionChoices } from './detail/ActionChoices.jsx';
export { DisplayChoices } from './list/DisplayChoices.jsx';
export { MessageChoices } from './merging/MessageChoices.jsx';
export { FilterChoices } from './filters/FilterChoices.jsx';
export { TurnChoices } from './filters/TurnChoices.jsx';
export { SendChoices } from './composer/SendChoices.jsx';
export { OpenMenu } from '../../ui/menu/OpenMenu.jsx';
export { SnoozeChoices } from './snooze/SnoozeChoices.jsx';
export { ValueMenu } from './editing/ValueMenu.jsx';
export { ViewActions } from './views/ViewActions.jsx';
export { ViewChoices } from './views/ViewChoices.jsx';
