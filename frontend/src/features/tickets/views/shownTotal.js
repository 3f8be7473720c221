import { formatCount } from '../../../lib/numbers.js';

/**
 * Return a total as it stands beside a view.
 * @param {import('../../../types').Total} total
 */
export const shownTotal = ({ count, exact }) => `${formatCount(count)}${exact ? '' : '+'}`;
