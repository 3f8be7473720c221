import { Tooltip } from 'radix-ui';

const DELAY = 300;

/**
 * The bubble with a hint, beside its element.
 * @param {{ text: string, children: import('react').ReactElement }} props
 */
export function HintBubble({ text, children }) {
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
