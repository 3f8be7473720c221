/**
 * @typedef {object} Scene a page, and what must be in it before somebody can go on
 * @property {string} name
 * @property {string} address a query string, or the path of a file
 * @property {string} content a selector
 * @property {number} least how many elements must match it
 * @property {number} [times] at most so many times the static page
 */

const ROWS = { content: '.rows .row', least: 15 };
export const STATIC_PAGE = 'static.html';

/**
 * Return the pages that people open.
 * @param {{ ticket: number, token: string }} made a ticket, and the token of its private link
 * @returns {Scene[]}
 */
export function scenes({ ticket, token }) {
  return [
    { name: 'static page', address: STATIC_PAGE, ...ROWS },
    { name: 'queue', address: '?tab=tickets', ...ROWS, times: 2.5 },
    {
      name: 'queue, filtered',
      address: '?tab=tickets&status=open&status=in_progress&priority=high',
      ...ROWS,
      times: 2.5,
    },
    { name: 'queue, grouped', address: '?tab=tickets&status=open&group=priority', ...ROWS },
    { name: 'search', address: '?tab=tickets&search=payment', ...ROWS, times: 2.5 },
    {
      name: 'ticket',
      address: `?tab=tickets&ticket=${ticket}`,
      content: '.detail .properties',
      least: 1,
      times: 2.8,
    },
    { name: 'dashboard', address: '?tab=dashboard', content: '.figure-value', least: 4 },
    { name: 'submit', address: '', content: 'form textarea', least: 1, times: 2 },
    {
      name: "requester's page",
      address: `?request=${token}`,
      content: '.request-title',
      least: 1,
      times: 2,
    },
  ];
}
