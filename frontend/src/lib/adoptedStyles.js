import { useEffect } from 'react';

/**
 * A replacement for the package `react-style-singleton` (vite.config.js), with which Radix keeps
 * the page from scrolling behind a dialog. The package writes a style element, which our
 * Content-Security-Policy refuses; this adopts the same rules without one.
 * @returns {(props: { styles: string }) => null} a component whose rules hold as long as at least
 *   one of it is there, and are those of the first
 */
export function styleSingleton() {
  const sheet = new CSSStyleSheet();
  let users = 0;

  return function Styles({ styles }) {
    useEffect(() => {
      if (users === 0) {
        sheet.replaceSync(styles);
        document.adoptedStyleSheets.push(sheet);
      }
      users += 1;
      return () => {
        users -= 1;
        if (users === 0) {
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
        }
      };
      // Only the first caller's styles count, as in the package.
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    return null;
  };
}
