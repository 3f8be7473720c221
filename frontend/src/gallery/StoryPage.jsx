import { useEffect, useState } from 'react';

import { StoryProviders } from './decorators.jsx';

/**
 * A story on a page of its own, in the surroundings that it has in the product.
 * @param {{ story: import('./story.js').Story }} props
 */
export function StoryPage({ story }) {
  const { id, layout } = story;
  // Menus open within the main part, which must be there before the story.
  const [main, setMain] = useState(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    document.title = `${id} · Gallery`;
  }, [id]);

  if (layout === 'app') return <StoryProviders story={story} />;
  const heading = <h1 className="visually-hidden">{id}</h1>;
  if (layout === 'shell') {
    return (
      <div data-story={id}>
        <StoryProviders story={story} />
        <main id="main" tabIndex={-1} className="main">
          {heading}
        </main>
      </div>
    );
  }
  return (
    <main id="main" tabIndex={-1} className="main" data-story={id} ref={setMain}>
      {layout === 'fullscreen' ? null : heading}
      {main ? <StoryProviders story={story} /> : null}
    </main>
  );
}
