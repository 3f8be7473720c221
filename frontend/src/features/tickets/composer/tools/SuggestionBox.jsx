import { useLayoutEffect, useRef } from 'react';

const LEAST_ROOM = 150;
const MARGIN = 8;

/**
 * The box above the composer, as high as there is room in the ticket.
 * @param {import('react').ComponentProps<'div'>} props
 */
export function SuggestionBox({ children, ...props }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  useLayoutEffect(() => {
    const element = box.current;
    const frame = element?.parentElement;
    const top = element?.closest('.detail')?.getBoundingClientRect().top ?? 0;
    const room = (frame?.getBoundingClientRect().top ?? 0) - Math.max(top, 0) - MARGIN;
    // Where there is little, it covers a part of the composer.
    element?.style.setProperty('--room', `${Math.max(room, LEAST_ROOM)}px`);
    element?.style.setProperty('--overlap', `${Math.max(LEAST_ROOM - room, 0)}px`);
  });
  return (
    <div className="expander" {...props} ref={box}>
      {children}
    </div>
  );
}
