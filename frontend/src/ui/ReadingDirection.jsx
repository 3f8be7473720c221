import { Provider } from 'radix-ui/direction';

/**
 * Gives Radix's menus and toolbars the direction of the page, without which they would be left to
 * right everywhere.
 * @param {{ children: import('react').ReactNode }} props
 */
export function ReadingDirection({ children }) {
  const dir = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr';
  return <Provider dir={dir}>{children}</Provider>;
}
