import { Tooltip } from 'radix-ui';

const DELAY = 300;

/**
 * What something means, on hover and focus; Esc hides it. Whatever it is about must have the same
 * text as its description, where a screen reader finds it at once.
 * @param {{ text: string, children: import('react').ReactElement }} props
 */
export function Hint({ text, children }) {
  return (
    <Tooltip.Provider delayDuration={DELAY}>
      <Tooltip.Root>
        <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
        <Tooltip.Portal container={document.getElementById('main')}>
          <Tooltip.Content
            className="hint-bubble"
            side="bottom"
            sideOffset={6}
            collisionPadding={8}
          >
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
