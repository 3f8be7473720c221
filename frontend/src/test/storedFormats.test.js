import { useWelcome } from '../domain/session/useWelcome.js';
import { useDraft } from '../features/submit/useDraft.js';
import { saveView, useSavedViews } from '../features/tickets/views/savedViews.js';
import { useDensity, useSingleKeys, useThemeChoice } from '../ui/hooks/preferences.js';
import { resetStores } from './resetStores.js';

const NO_CHOICE = { value: '', by: '', suggested: '', changed: false };
const NARROWING = {
  status: ['open'],
  priority: [],
  category: ['billing'],
  created_within: null,
  resolved_within: null,
  search: 'vat',
};

/** The same with the filters that came later. */
const LATER = {
  ...NARROWING,
  first_response_within: null,
  assigned_within: null,
  answered_within: null,
  older_than: null,
  assignee: [],
  team: [],
  exclude_status: [],
  exclude_priority: [],
  exclude_category: [],
  exclude_assignee: [],
  exclude_team: [],
  awaiting: [],
  snoozed: null,
  followed: [],
  tag: [],
  tag_all: [],
  exclude_tag: [],
  folder: [],
};

/** The device's storage as the first release writes it. */
const STORED = {
  'tf.theme': 'light',
  'tf.welcomed': '1',
  'tf.density': '"compact"',
  'tf.single-keys': 'false',
  'tf.views': JSON.stringify([{ id: 'a1', name: 'Billing', narrowing: NARROWING }]),
  'tf.draft': JSON.stringify({
    title: 'Printer',
    description: 'It smokes.',
    category: { ...NO_CHOICE, value: 'technical', by: 'person' },
    priority: NO_CHOICE,
    requester_name: '',
    requester_email: '',
    asked: '',
    suggestion: 'idle',
    suggestionId: '',
    reason: '',
    isUnsure: false,
  }),
};

beforeEach(() => {
  Object.entries(STORED).forEach(([key, text]) => localStorage.setItem(key, text));
  resetStores();
  useThemeChoice.reload();
});

test('everything that the first release has stored is read', () => {
  expect(useThemeChoice.getState()).toBe('light');
  expect(useWelcome.getState()).toBe(false);
  expect(useDensity.getState()).toBe('compact');
  expect(useSingleKeys.getState()).toBe(false);
  expect(useSavedViews.getState()).toMatchObject([{ id: 'a1', name: 'Billing' }]);
  expect(Object.values(useSavedViews.getState()[0])).toContainEqual(
    expect.objectContaining(NARROWING),
  );
  const { draft, isSaved } = useDraft.getState();
  expect(draft).toMatchObject({ title: 'Printer', category: { value: 'technical', by: 'person' } });
  expect(isSaved).toBe(true);
});

test('reading changes nothing on the device', () => {
  expect({ ...localStorage }).toEqual(STORED);
});

test('a view is stored beside the earlier ones, in their format', () => {
  saveView('Urgent', { .../** @type {any} */ (LATER), ordering: '-created_at' });
  expect(JSON.parse(localStorage.getItem('tf.views') ?? '')).toEqual([
    { id: 'a1', name: 'Billing', narrowing: LATER },
    { id: expect.any(String), name: 'Urgent', narrowing: LATER },
  ]);
});

test('the theme is stored as the script in index.html reads it', () => {
  useThemeChoice.setState('dark');
  expect(localStorage.getItem('tf.theme')).toBe('dark');
  useThemeChoice.setState('system');
  expect(localStorage.getItem('tf.theme')).toBeNull();
});
