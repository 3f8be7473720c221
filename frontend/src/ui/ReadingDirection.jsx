import { Direction } from 'radix-ui';

/**
 * Menus and toolbars read in the direction of the page: they carry one of their own, which would
 * otherwise be from left to right everywhere.
 * @param {{ children: import('react').ReactNode }} props
 */
export function ReadingDirection({ children }) {
  const dir = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr';
  return <Direction.Provider dir={dir}>{children}</Direction.Provider>;
}
