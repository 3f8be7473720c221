/** The lists of agents and teams to choose from, in a chunk of their own: they bring a search. */
export { OpenPicker as OpenMenu } from '../../../ui/menu/OpenPicker.jsx';
export { ReferenceChoices } from './ReferenceChoices.jsx';
