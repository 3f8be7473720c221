import { preloadable } from './preloadable.jsx';

const page = preloadable(
  async () => (await import('../features/request/RequestPage.jsx')).RequestPage,
);

/** What a private link leads to, in a chunk of its own: few come by one. */
export const RequestPage = page.Component;

/** Fetches the code of that page. If that fails, drawing it will tell. */
export async function preloadRequest() {
  await page.preload().catch(() => {});
}
