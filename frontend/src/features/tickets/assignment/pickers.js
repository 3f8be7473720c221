/** The lists of agents, teams and tags to choose from, in a chunk of their own: they bring a search. */
export { OpenPicker as OpenMenu } from '../../../ui/menu/OpenPicker.jsx';
export { TagFilterChoices } from '../tags/TagFilterChoices.jsx';
export { TicketTags } from '../tags/TicketTags.jsx';
export { ReferenceChoices } from './ReferenceChoices.jsx';
