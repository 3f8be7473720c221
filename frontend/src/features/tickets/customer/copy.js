import { plural } from '../../../lib/plural.js';

/** Texts about the requester of a ticket. */
export const customerCopy = {
  name: 'Name',
  address: 'E-mail',
  since: 'Customer since',
  tickets: 'Tickets',
  count: (/** @type {number} */ count) => plural(count, 'ticket'),
  notGiven: 'Not given',
  unknown: 'The requester left neither a name nor an address.',
  alone: 'Without an address we can’t tell which other tickets are theirs.',
  blocked: 'Blocked: all that they send is spam. Since',
  actions: 'What to do with this customer',
  export: 'Export everything',
  erase: 'Erase this person…',
  others: 'Other tickets',
  none: 'This is their only ticket.',
  loading: 'Loading…',
  failed: 'We couldn’t load more about this customer.',
  moreFailed: 'The next tickets could not be loaded.',
  more: 'Show more',
  loadingMore: 'Loading more…',
};
