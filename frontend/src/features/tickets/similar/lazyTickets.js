import { lazyCode } from '../../../ui/lazyCode.js';

/** What the tab of similar tickets shows: the ticket is of use without it. */
export const similarTickets = lazyCode(() => import('./SimilarTickets.jsx'));
