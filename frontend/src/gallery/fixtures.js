import { CATEGORIES, PRIORITIES_BY_URGENCY, STATUSES, TITLE_MAX } from '../api/vocabulary.js';
import { makeSuggestion, makeTicket, makeTriage } from '../test/makeTicket.js';
import { makeTimes } from '../test/makeTimes.js';

/** @typedef {import('../types').Ticket} Ticket */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {number} elapsed milliseconds */
const ago = (elapsed) => new Date(Date.now() - elapsed).toISOString();

export const TIMES = {
  tomorrow: ago(-DAY),
  now: ago(0),
  minutes: ago(4 * MINUTE),
  hours: ago(3 * HOUR),
  days: ago(2 * DAY),
  weeks: ago(40 * DAY),
  years: ago(800 * DAY),
};

/** Texts that a layout has to cope with. */
export const TEXTS = {
  unbroken: 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(5).slice(0, TITLE_MAX),
  emoji: 'Checkout fails 😤🔥 for 👩‍👩‍👧‍👦 accounts 🏳️‍🌈 since the update 🚀',
  arabic: 'لا أستطيع تسجيل الدخول إلى حسابي منذ تحديث هذا الصباح (خطأ 403)',
  plain: 'Invoices of March show the wrong VAT number',
  paragraphs:
    'Since the update this morning every invoice shows our old VAT number.\n\n' +
    'I have seen it on #1041 and on https://example.com/invoices/2026-03?from=mail&to=print.\n' +
    'Write to accounting@example.com or call me.\n\nSteps:\n1. Open an invoice\n2. Look at the foot',
  arabicText:
    'منذ تحديث هذا الصباح لا أستطيع تسجيل الدخول إلى حسابي.\n\nالرابط https://example.com/login يعرض الخطأ 403 في كل مرة.',
  long: Array.from(
    { length: 200 },
    (_, index) =>
      `Paragraph ${index + 1} of a very long description, which someone has pasted out of a log.`,
  )
    .join('\n')
    .padEnd(20_000, ' x')
    .slice(0, 20_000),
};

/**
 * @param {Partial<Ticket>} [values]
 * @returns {Ticket}
 */
export function ticket(values = {}) {
  return makeTicket({
    id: 1043,
    title: TEXTS.plain,
    description: TEXTS.paragraphs,
    category: 'billing',
    priority: 'high',
    created_at: TIMES.minutes,
    updated_at: TIMES.minutes,
    suggestion: null,
    ...values,
  });
}

export const TOKEN = 'dGhpcyBpcyBubyB0b2tlbiBvZiBhIHRpY2tldCwgb2g';

/**
 * @param {Partial<Ticket>} [values]
 * @returns {import('../types').SentTicket}
 */
export const sentTicket = (values) => ({ ...ticket(values), request_token: TOKEN });

/** @returns {import('../types').SentTicket} */
export const receipt = () => ({
  ...publicTicket(),
  priority: 'high',
  requester_name: '',
  requester_email: '',
  request_token: TOKEN,
});

/**
 * @param {Partial<import('../types').PublicTicket>} [values]
 * @returns {import('../types').PublicTicket}
 */
export function publicTicket(values = {}) {
  return {
    reference: 'K7QFM-2M9XT',
    title: TEXTS.plain,
    description: TEXTS.paragraphs,
    category: 'billing',
    status: 'open',
    created_at: TIMES.hours,
    updated_at: TIMES.hours,
    resolved_at: null,
    joined: false,
    ...values,
  };
}

/** Messages as the server renders them. */
export const MARKDOWN = {
  question:
    '<p>Thanks for telling us. Two questions:</p><ol><li>Does it happen with <strong>every</strong> invoice?</li><li>What does <code>Settings › Company</code> say?</li></ol><blockquote><p>every invoice shows our old VAT number</p></blockquote>',
  answer:
    '<p>We have found it: an update had brought back the old number. It is mended for all invoices since then, see <a href="https://example.com/status" rel="noopener noreferrer nofollow">the status page</a>.</p><pre><code>GET /invoices/2026-03\n200 OK, vat: DE123456789</code></pre><table><thead><tr><th>Month</th><th>Invoices</th></tr></thead><tbody><tr><td>March</td><td>12</td></tr><tr><td>April</td><td>3</td></tr></tbody></table><ul><li>Download them again</li><li>Tell us if one is still wrong</li></ul>',
  unbroken: `<p>${TEXTS.unbroken}</p><pre><code>${TEXTS.unbroken}</code></pre><table><tbody><tr><td>${TEXTS.unbroken}</td><td>${TEXTS.unbroken}</td></tr></tbody></table>`,
  arabic: `<p>${TEXTS.arabic}</p><ul><li>${TEXTS.arabic}</li><li>Left to right</li></ul><p>Thanks!</p>`,
};

/**
 * @param {Partial<import('../types').PublicMessage>} [values]
 * @returns {import('../types').PublicMessage}
 */
export function publicMessage(values = {}) {
  return {
    key: 'message',
    author: { kind: 'agent', name: 'Ada Lovelace' },
    text: '',
    html: '<p>We are looking at it.</p>',
    at: TIMES.now,
    ...values,
  };
}

/**
 * @param {Partial<import('../types').PrivateLink>} [values]
 * @returns {import('../types').PrivateLink}
 */
export function privateLink(values = {}) {
  return {
    reference: 'K7QFM-2M9XT',
    created_at: TIMES.days,
    last_used_at: TIMES.hours,
    revoked_at: null,
    ...values,
  };
}

const TITLES = [
  TEXTS.plain,
  'The app closes itself when I attach a photo',
  'How do I move my account to another address?',
  TEXTS.unbroken,
  TEXTS.arabic,
  TEXTS.emoji,
  'Two-factor code never arrives',
  'Please add dark mode to the reports',
];

/**
 * Return tickets with all statuses and categories, in order of priority.
 * @param {number} count
 * @returns {Ticket[]}
 */
export function tickets(count) {
  return Array.from({ length: count }, (_, index) => {
    const created = ago(index * 47 * MINUTE);
    const status = STATUSES[index % STATUSES.length];
    return ticket({
      id: 1043 + count - index,
      title: TITLES[index % TITLES.length],
      category: CATEGORIES[index % CATEGORIES.length],
      priority: PRIORITIES_BY_URGENCY[Math.floor((index * PRIORITIES_BY_URGENCY.length) / count)],
      status,
      created_at: created,
      updated_at: created,
      resolved_at: status === 'resolved' || status === 'closed' ? created : null,
    });
  });
}

/** @type {import('../types').Counts} */
export const counts = {
  exact: true,
  cells: STATUSES.flatMap((status, statusIndex) =>
    PRIORITIES_BY_URGENCY.flatMap((priority, priorityIndex) =>
      CATEGORIES.map((category, categoryIndex) => ({
        status,
        priority,
        category,
        count: 3 + statusIndex * 40 + priorityIndex * 7 + categoryIndex,
      })),
    ),
  ),
};

const priorities = { critical: 14, high: 61, medium: 120, low: 33 };
const categories = { billing: 88, technical: 96, account: 31, general: 13 };
const statuses = { open: 28, in_progress: 12, resolved: 150, closed: 38 };
const days = Array.from({ length: 30 }, (_, index) => ({
  date: ago((29 - index) * DAY).slice(0, 10),
  created: (index * 7) % 13,
  resolved: (index * 5) % 11,
}));

export const suggestion = makeSuggestion({
  category: 'billing',
  reason: 'Wrong VAT numbers on invoices have to be corrected soon.',
  model: 'gpt-5-mini',
  created_at: TIMES.minutes,
  chosen_category: 'billing',
});

/** @type {import('../types').Triage} */
export const triage = {
  offered: 130,
  accepted: 96,
  overridden: 34,
  category: [
    { suggested: 'billing', final: 'billing', count: 41 },
    { suggested: 'billing', final: 'account', count: 6 },
    { suggested: 'technical', final: 'technical', count: 52 },
    { suggested: 'technical', final: 'general', count: 2 },
    { suggested: 'account', final: 'account', count: 17 },
    { suggested: 'account', final: 'technical', count: 12 },
  ],
  priority: [
    { suggested: 'critical', final: 'critical', count: 9 },
    { suggested: 'critical', final: 'high', count: 3 },
    { suggested: 'high', final: 'high', count: 48 },
    { suggested: 'high', final: 'critical', count: 11 },
    { suggested: 'high', final: 'medium', count: 4 },
    { suggested: 'medium', final: 'medium', count: 44 },
    { suggested: 'low', final: 'low', count: 11 },
  ],
  asked: 171,
  answered: 158,
  cached: 12,
  failures: [
    { cause: 'timeout', count: 7 },
    { cause: 'rate_limit', count: 4 },
    { cause: 'unusable', count: 2 },
  ],
  latency_p50_ms: 840,
  latency_p95_ms: 2310,
  cost: 0.0423,
};

export const noTriage = makeTriage();

/** @type {import('../types').Stats} */
export const stats = {
  total_tickets: 228,
  open_tickets: 28,
  avg_tickets_per_day: 7.6,
  resolution_rate: 0.82,
  priority_breakdown: priorities,
  category_breakdown: categories,
  status_breakdown: statuses,
  created_per_day: days.map(({ date, created }) => ({ date, count: created })),
  period: {
    name: '30d',
    since: days[0].date,
    until: days[days.length - 1].date,
    time_zone: 'America/Los_Angeles',
    bucket: 'day',
    created: 171,
    resolved: 145,
    avg_per_day: 5.7,
    resolution_rate: 0.85,
    open_change: 26,
    previous: { created: 180, resolved: 160, avg_per_day: 6, resolution_rate: 0.89 },
    series: days,
    priority_breakdown: priorities,
    category_breakdown: categories,
    status_breakdown: statuses,
  },
  first_response: makeTimes({ count: 163 }),
  resolution: makeTimes({
    count: 145,
    median_seconds: 96_400,
    p90_seconds: 424_000,
    previous: { count: 160, median_seconds: 80_000, p90_seconds: 400_000 },
    by_priority: {
      critical: { count: 21, median_seconds: 15_800, p90_seconds: 52_000 },
      high: { count: 48, median_seconds: 61_000, p90_seconds: 130_000 },
      medium: { count: 60, median_seconds: 118_000, p90_seconds: 360_000 },
      low: { count: 16, median_seconds: 251_000, p90_seconds: 702_000 },
    },
  }),
  waiting: {
    count: 17,
    since: TIMES.days,
    by_priority: { critical: 2, high: 6, medium: 7, low: 2 },
  },
  triage,
};
