import { StrictMode, useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import { useThemeChoice } from '../ui/hooks/preferences.js';
import { useTheme } from '../ui/hooks/useTheme.js';
import { isolateStorage, resetState } from './isolation.js';
import { mockServer } from './mockServer.js';
import { stories, storyById } from './stories.js';
import { StoryIndex } from './StoryIndex.jsx';
import { StoryPage } from './StoryPage.jsx';
import './gallery.css';

/** Milliseconds that the debounced hooks are given to settle. */
const SETTLE_TIME = 30;

/**
 * Show the gallery of components instead of the product, and follow the address.
 * @param {HTMLElement} element
 */
export async function startGallery(element) {
  mockServer();
  isolateStorage();
  const root = createRoot(element);
  window.addEventListener('popstate', () => void openLocation(root));
  await openLocation(root);
}

/**
 * Show the story that the address names, or the index of all, and set `data-ready` on the root
 * element when its interactions are over. The address also has the `theme` and the reading
 * direction (`dir`).
 * @param {import('react-dom/client').Root} root
 */
async function openLocation(root) {
  const parameters = new URLSearchParams(window.location.search);
  const id = parameters.get('story');
  const story = id === null ? null : storyById(id);
  const theme = parameters.get('theme') === 'light' ? 'light' : 'dark';
  const { documentElement } = document;
  delete documentElement.dataset.ready;
  documentElement.dir = parameters.get('dir') ?? 'ltr';

  /** @param {import('react').ReactNode} page */
  const render = (page) =>
    flushSync(() =>
      root.render(
        <StrictMode>
          <Themed theme={theme}>{page}</Themed>
        </StrictMode>,
      ),
    );

  // The previous story must be unmounted before the state is reset.
  render(null);
  resetState(story?.storage);
  story?.beforeEach?.();
  render(story ? <StoryPage key={story.id} story={story} /> : <StoryIndex stories={stories} />);
  await story?.play?.(document);
  await new Promise((done) => setTimeout(done, SETTLE_TIME));
  documentElement.dataset.ready = id ?? 'index';
}

/** @param {{ theme: 'light' | 'dark', children: import('react').ReactNode }} props */
function Themed({ theme, children }) {
  useTheme();
  const apply = useEffectEvent(useThemeChoice.setState);
  useEffect(() => apply(theme), [theme]);
  return children;
}
