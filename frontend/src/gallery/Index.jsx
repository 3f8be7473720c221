import { Fragment } from 'react';

import { Frame } from './Frame.jsx';
import { Inline } from './Inline.jsx';
import { specimens } from './specimens.js';

/** @typedef {import('./specimen.js').Specimen} Specimen */

const components = [...new Set(specimens.map(({ component }) => component))];

/**
 * All specimens, each in the themes that are asked for.
 * @param {{ themes: ('light' | 'dark')[] }} props
 */
export function Index({ themes }) {
  return (
    <>
      <header className="gallery-head">
        <h1>Gallery</h1>
        <p>
          {components.length} components in {specimens.length} states
        </p>
      </header>
      <main id="main" className="gallery">
        <nav aria-label="Components" className="gallery-nav">
          {components.map((component) => (
            <a key={component} href={`#${component}`}>
              {component}
            </a>
          ))}
        </nav>
        {components.map((component) => (
          <Fragment key={component}>
            <h2 id={component}>{component}</h2>
            {specimens
              .filter((specimen) => specimen.component === component)
              .map((specimen) => (
                <Stages key={specimen.name} specimen={specimen} themes={themes} />
              ))}
          </Fragment>
        ))}
      </main>
    </>
  );
}

/** @param {{ specimen: Specimen, themes: ('light' | 'dark')[] }} props */
function Stages({ specimen, themes }) {
  const Room = specimen.alone ? Frame : Inline;
  return (
    <figure className="gallery-specimen">
      <figcaption>
        <a href={`/?gallery&only=${encodeURIComponent(specimen.name)}`}>{specimen.name}</a>
      </figcaption>
      <div className="gallery-stages">
        {themes.map((theme) => (
          <Room key={theme} specimen={specimen} theme={theme} />
        ))}
      </div>
    </figure>
  );
}
