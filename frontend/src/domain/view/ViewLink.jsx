import { isPlainClick } from '../../lib/clicks.js';
import { FRESH_VIEW, hrefOf } from './address.js';
import { useView } from './useView.js';

/**
 * A link within the product: a real address for a new tab or a copy, and no reload on a plain
 * click.
 * @param {{ to: Partial<import('./address.js').View> } & import('react').ComponentProps<'a'>} props
 */
export function ViewLink({ to, children, ...rest }) {
  const { go } = useView();
  const target = { ...FRESH_VIEW, ...to };

  /** @param {import('react').MouseEvent<HTMLAnchorElement>} event */
  function follow(event) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    go(target);
  }

  return (
    <a {...rest} href={hrefOf(target)} onClick={follow}>
      {children}
    </a>
  );
}
