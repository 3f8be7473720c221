import { TypedSuggestions } from './TypedSuggestions.jsx';
import { useInsertion } from './useInsertion.js';
import { useTrigger } from './useTrigger.js';

/**
 * Proposals for what is typed after one of the signs of `triggers.js`.
 * @param {import('./tools.js').ToolsProps & { element: HTMLTextAreaElement | null, isEmpty: boolean }} props
 */
export function Suggestions({ element, isEmpty, ...props }) {
  const insertSuggestion = useInsertion(props);
  const { trigger, dismiss, insert } = useTrigger(element);
  // A text that was sent is gone without anything being typed.
  if (!trigger || !element || isEmpty) return null;
  return (
    <TypedSuggestions
      key={`${trigger.kind}-${trigger.start}`}
      field={element}
      ticket={props.ticket}
      trigger={trigger}
      onChoose={(suggestion) => {
        dismiss();
        void insertSuggestion(suggestion, trigger, insert);
      }}
      onClose={dismiss}
    />
  );
}
