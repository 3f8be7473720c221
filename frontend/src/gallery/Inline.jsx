import { useEffect, useRef } from 'react';

import { Shadow } from './Shadow.jsx';
import { Stand } from './Stand.jsx';

/**
 * A specimen within the page.
 * @param {{ specimen: import('./specimen.js').Specimen, theme: string }} props
 */
export function Inline({ specimen, theme }) {
  return (
    <Shadow className="gallery-stage" data-theme={theme} data-specimen={specimen.name}>
      {(root) => <Played specimen={specimen} root={root} />}
    </Shadow>
  );
}

/** @param {{ specimen: import('./specimen.js').Specimen, root: ShadowRoot }} props */
function Played({ specimen, root }) {
  const isPlayed = useRef(false);
  useEffect(() => {
    if (isPlayed.current) return;
    isPlayed.current = true;
    void specimen.play?.(root);
  }, [specimen, root]);
  return <Stand specimen={specimen} />;
}
