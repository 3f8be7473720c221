import { useRef } from 'react';

import { useOpenMenu } from '../hooks/menuState.js';
import { useLazyCode } from '../lazyCode.js';

/**
 * A button that opens a menu. The menu exists only while it is open, because a list has three such
 * buttons in every row, and its code is loaded apart from the button's.
 * @template {Pick<typeof import('./OpenMenu.jsx'), 'OpenMenu'>} Menus
 * @param {object} props
 * @param {string} props.name by which a key opens it
 * @param {import('../lazyCode.js').LazyCode<Menus>} props.code
 * @param {string} [props.place] classes of the menu's anchor
 * @param {(menus: Menus) => import('react').ReactNode} props.menu
 * @param {'menu' | 'dialog'} [props.opens]
 * @param {import('react').ComponentProps<'button'>} props.button
 * @param {import('react').ReactNode} props.children the button's content
 */
export function MenuButton({ name, code, place = '', opens = 'menu', menu, button, children }) {
  const [isOpen, setIsOpen] = useOpenMenu(name);
  const menus = useLazyCode(code, isOpen, () => setIsOpen(false));
  const element = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const wasOpen = useRef(false);

  /** @param {import('react').KeyboardEvent} event */
  function openByArrow(event) {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setIsOpen(true);
  }

  return (
    <span className={`pick ${place}`}>
      <button
        {...button}
        type="button"
        aria-haspopup={opens}
        aria-expanded={isOpen}
        ref={element}
        onPointerEnter={code.preload}
        onFocus={code.preload}
        // The press closes an open menu before the click arrives, which must not open it again.
        onPointerDown={() => {
          wasOpen.current = isOpen;
        }}
        onClick={(event) => setIsOpen(event.detail === 0 ? !isOpen : !wasOpen.current)}
        onKeyDown={openByArrow}
      >
        {children}
      </button>
      {isOpen && menus ? (
        <menus.OpenMenu button={element} onClose={() => setIsOpen(false)}>
          {menu(menus)}
        </menus.OpenMenu>
      ) : null}
    </span>
  );
}
