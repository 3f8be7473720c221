import { Fragment } from 'react';

import { StoryFrame } from './StoryFrame.jsx';

/** @typedef {import('./story.js').Story} Story */

/**
 * All stories on one page; those that need a page of their own as links.
 * @param {{ stories: Story[] }} props
 */
export function StoryIndex({ stories }) {
  const components = [...new Set(stories.map(({ component }) => component))];
  return (
    <main id="main" className="gallery">
      <h1>Gallery</h1>
      {components.map((component) => (
        <Fragment key={component}>
          <h2>{component}</h2>
          {stories
            .filter((story) => story.component === component)
            .map((story) => (
              <figure key={story.id}>
                <figcaption>
                  <StoryLink story={story} />
                </figcaption>
                {story.layout ? null : <StoryFrame story={story} />}
              </figure>
            ))}
        </Fragment>
      ))}
    </main>
  );
}

/** @param {{ story: Story }} props */
function StoryLink({ story: { id, layout } }) {
  const parameters = new URLSearchParams(window.location.search);
  parameters.set('story', id);
  return (
    <a href={`/?${parameters}`} data-id={id} data-layout={layout}>
      {id}
    </a>
  );
}
