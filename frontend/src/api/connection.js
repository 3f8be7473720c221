import { errorCopy } from './copy.js';
import { ApiError } from './errors.js';

const load = () => import('./http.js');

// Under way while the first screen is drawn, which is usable without it.
load().catch(() => {});

/** Return the HTTP client, which is in a chunk of its own. */
export async function connect() {
  try {
    return (await load()).http;
  } catch {
    throw new ApiError('offline', errorCopy.offline);
  }
}
