/**
 * What helps to write a message, in one chunk: the field itself works without.
 * @typedef {object} ToolsProps
 * @property {{ current: HTMLTextAreaElement | null }} field
 * @property {number} ticket
 * @property {import('../../../../types').MessageKind} kind
 * @property {(use: import('../drafts.js').SavedUse) => void} onUse called when a saved reply is in the text
 * @property {(text: string) => void} onNotice called with what went wrong
 */
import './tools.css';

export { AlsoSets } from './AlsoSets.jsx';
export { FormatBar } from './FormatBar.jsx';
export { SavedReplies } from './SavedReplies.jsx';
export { Suggestions } from './Suggestions.jsx';
