/**
 * Asks for what the address will need before the rest of the page is there. It is a script of its
 * own in the build, with nothing but what these requests are made from.
 */
import { prefetch } from './api/prefetch.js';
import { isToken } from './api/privateLinkUrl.js';
import {
  ACCOUNT_REQUEST,
  CONFIG_REQUEST,
  listRequest,
  publicMessagesRequest,
  publicTicketRequest,
  statsRequest,
  ticketRequest,
  timelineRequest,
} from './api/requests.js';
import { isSignInRecorded } from './domain/session/signInRecord.js';
import { listParamsOf, viewIn } from './domain/view/address.js';

/**
 * Yield the requests of the first screen, the most urgent first.
 * @param {string} search the query string of the page
 * @returns {Iterable<import('./api/requests.js').ReadRequest>}
 */
export function* firstRequests(search) {
  const token = new URLSearchParams(search).get('request');
  if (token) {
    if (isToken(token)) {
      yield publicTicketRequest(token);
      yield publicMessagesRequest(token);
    }
    return;
  }
  const view = viewIn(search);
  if (view.tab === 'tickets') {
    if (view.ticket !== null) yield ticketRequest(view.ticket);
    yield listRequest(listParamsOf(view));
    if (view.ticket !== null) yield timelineRequest(view.ticket);
  }
  if (view.tab === 'dashboard') yield statsRequest(view.period);
  yield CONFIG_REQUEST;
  if (isSignInRecorded()) yield ACCOUNT_REQUEST;
}

// The gallery of the components has no server.
const isGallery = import.meta.env.DEV && /[?&]gallery\b/.test(window.location.search);
if (!isGallery) for (const request of firstRequests(window.location.search)) prefetch(request);
