// @vitest-environment node
/** Dates in several zones and languages of browsers. */
import process from 'node:process';

const RealFormat = Intl.DateTimeFormat;
const realZone = process.env.TZ;
const ZONES = [
  'UTC',
  'America/Los_Angeles',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Sao_Paulo',
];
const LOCALES = ['en-US', 'de', 'ar-EG', 'th', 'fa', 'ja-JP-u-ca-japanese'];
const cases = ZONES.flatMap((zone) =>
  LOCALES.map((locale) => /** @type {const} */ ([zone, locale])),
);

/**
 * Return the module as a browser of this zone and language loads it.
 * @param {string} zone
 * @param {string} locale
 */
async function load(zone, locale) {
  process.env.TZ = zone;
  vi.resetModules();
  /**
   * @param {string | undefined} asked
   * @param {Intl.DateTimeFormatOptions} options
   */
  function InLocale(asked, options) {
    return new RealFormat(asked ?? locale, options);
  }
  vi.stubGlobal('Intl', Object.create(Intl, { DateTimeFormat: { value: InLocale } }));
  return import('./dates.js');
}

/**
 * Return a number in the digits of a language.
 * @param {number} number
 * @param {string} locale
 */
const inDigits = (number, locale) =>
  new Intl.NumberFormat(locale, { useGrouping: false }).format(number);

/** @param {string} text */
const numbersIn = (text) => text.match(/\p{Nd}+/gu) ?? [];

afterEach(() => {
  vi.unstubAllGlobals();
  // The tests share their modules: no other test gets the one of this zone and language.
  vi.resetModules();
  if (realZone === undefined) delete process.env.TZ;
  else process.env.TZ = realZone;
});

test.each(cases)('in %s and %s a day of the team is that day', async (zone, locale) => {
  const { shortDay } = await load(zone, locale);
  const days = ['2026-03-01', '2026-03-08', '2026-03-29', '2026-11-01', '2026-12-31'];
  for (const day of days) {
    const shown = numbersIn(shortDay(day));
    // The Persian calendar has other numbers: New Year's Eve is the 10th of Dey.
    const expected = locale === 'fa' ? [] : [inDigits(Number(day.slice(-2)), locale)];
    expect(shown).toEqual(expect.arrayContaining(expected));
  }
  expect(new Set(days.map(shortDay)).size).toBe(days.length);
  if (locale === 'fa') expect(numbersIn(shortDay('2026-12-31'))).toContain(inDigits(10, 'fa'));
});

test.each(cases)('in %s and %s the months are those that were counted', async (zone, locale) => {
  const { shortMonth } = await load(zone, locale);
  const months = Array.from(
    { length: 12 },
    (_, at) => `2026-${String(at + 1).padStart(2, '0')}-01`,
  );
  const names = months.map(shortMonth);
  expect(new Set(names).size).toBe(12);
  const january = new RealFormat(`${locale.slice(0, 2)}-u-ca-gregory`, {
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date('2026-01-01'));
  expect(names[0]).toContain(january);
  const years = new Set(names.map((name) => numbersIn(name).at(locale.startsWith('ja') ? 0 : -1)));
  expect(years.size).toBe(1);
  if (locale === 'th') expect(names[0]).toContain('2569');
});

test.each([
  ['America/Los_Angeles', 'en-US', /28.*6:30/],
  ['Asia/Kathmandu', 'en-US', /29.*8:15/],
  ['Asia/Kathmandu', 'de', /29.*08:15/],
  ['Asia/Kathmandu', 'ar-EG', /٢٩.*٨:١٥/],
  ['Asia/Kathmandu', 'th', /29.*2569.*08:15/],
])('in %s and %s an exact time is the reader’s', async (zone, locale, expected) => {
  const { exactTime } = await load(zone, locale);
  expect(exactTime('2026-11-29T02:30:00Z')).toMatch(expected);
});

test.each(cases)(
  'in %s and %s an age does not depend on clocks that change',
  async (zone, locale) => {
    const { age } = await load(zone, locale);
    const now = Date.parse('2026-03-09T00:30:00-07:00');
    expect(age('2026-03-08T00:30:00-08:00', now)).toBe('23 h');
    expect(age('2026-03-07T00:30:00-08:00', now)).toBe('1 d');
  },
);
