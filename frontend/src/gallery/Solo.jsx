import { useEffect, useState } from 'react';

import { Stand } from './Stand.jsx';

// What brings its own surroundings along.
const WHOLE = ['App', 'RequestPage'];

/**
 * A specimen that fills the page, in the surroundings that it has in the product.
 * @param {{ specimen: import('./specimen.js').Specimen }} props
 */
export function Solo({ specimen }) {
  const { name, component, alone } = specimen;
  // A menu opens in the page's main part, which is there before anything in it, as in the product.
  const [main, setMain] = useState(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    document.title = `${name} · Gallery`;
  }, [name]);

  if (WHOLE.includes(component)) return <Stand specimen={specimen} />;
  const heading = <h1 className="visually-hidden">{name}</h1>;
  if (alone === 'shell') {
    return (
      <div data-specimen={name}>
        <Stand specimen={specimen} />
        <main id="main" tabIndex={-1} className="main">
          {heading}
        </main>
      </div>
    );
  }
  return (
    <main id="main" tabIndex={-1} className="main" data-specimen={name} ref={setMain}>
      {alone === 'page' ? null : heading}
      {main ? <Stand specimen={specimen} /> : null}
    </main>
  );
}
