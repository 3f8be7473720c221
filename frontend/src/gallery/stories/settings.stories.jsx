import { ACCOUNT } from '../../domain/session/keys.js';
import '../../features/account/account.css';
import { ABSENCE, AbsenceDialog } from '../../features/account/absence/AbsenceDialog.jsx';
import { SavedRepliesPanel } from '../../features/saved-replies/SavedRepliesPanel.jsx';
import { SettingsDialog } from '../../features/settings/SettingsDialog.jsx';
import { CATEGORY_TEAMS, TEAMS } from '../../features/settings/teams/useTeams.js';
import { tagSettingsCopy } from '../../features/settings/tags/copy.js';
import { teamsCopy } from '../../features/settings/teams/copy.js';
import { viewSettingsCopy } from '../../features/settings/views/copy.js';
import { makeAccount } from '../../test/makeAccount.js';
import { makeMember, makeTeam, NO_CATEGORY_TEAMS } from '../../test/makeTeam.js';
import { TEXTS, TIMES } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import { dataFailed, dataLoaded } from '../queryFixtures.js';
import { SHARED_VIEWS } from '../sharedViews.js';
import { storiesOf } from '../story.js';

/** @typedef {import('../../domain/settings/panel.js').SettingsPage} SettingsPage */

const noop = () => {};
const ADMIN = makeAccount({ id: 5, is_admin: true });
const asAdmin = dataLoaded(ACCOUNT, ADMIN);
const asAgent = dataLoaded(ACCOUNT, makeAccount({ id: 5 }));
const nobody = dataLoaded(ACCOUNT, null);

/** @param {SettingsPage} page */
const settings = (page) => () => (
  <SettingsDialog
    page={page}
    onClose={noop}
    savedReplies={
      <SavedRepliesPanel head={(title) => <h3 className="settings-heading">{title}</h3>} />
    }
  />
);

const BILLING = makeTeam({
  name: 'Billing',
  assignment: 'round_robin',
  is_closed: true,
  members: [
    makeMember({ capacity: 12 }),
    makeMember({ id: 6, name: TEXTS.arabic.slice(0, 40), away_until: TIMES.tomorrow }),
    makeMember({ id: 7, name: TEXTS.unbroken.slice(0, 100) }),
  ],
});
const LONG = makeTeam({ id: 2, name: TEXTS.unbroken.slice(0, 60), members: [] });
const ARABIC = makeTeam({ id: 3, name: TEXTS.arabic.slice(0, 60), members: null, is_closed: true });

/** @param {import('../../types').Team[]} teams */
const teamsLoaded = (teams) => [
  dataLoaded(TEAMS, teams),
  dataLoaded(CATEGORY_TEAMS, {
    ...NO_CATEGORY_TEAMS,
    billing: { id: 1, name: 'Billing', is_closed: true },
    technical: { id: 2, name: LONG.name, is_closed: false },
  }),
];
const manyTeams = Array.from({ length: 200 }, (_none, index) => makeTeam({ id: index + 1 }));

/** @type {import('../../types').TagColor[]} */
const COLORS = ['gray', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'];
const tags = [
  ...COLORS.map((color, index) => ({ id: index + 1, name: color, color, version: 1 })),
  { id: 20, name: TEXTS.unbroken.slice(0, 50), color: COLORS[1], version: 1 },
  { id: 21, name: TEXTS.arabic.slice(0, 50), color: COLORS[5], version: 1 },
];

/** @param {typeof tags} list @param {string | null} [nextCursor] */
const tagsLoaded = (list, nextCursor = null) =>
  dataLoaded(['tags', 'pages', ''], { pages: [{ tags: list, nextCursor }], pageParams: [null] });

/** @param {string} name of a button @param {string} [then] what appears */
const pressing =
  (name, then = '.settings-form') =>
  async (/** @type {ParentNode} */ root) => {
    click(await findElement(root, `button[aria-label="${name}"]`));
    await findElement(root, then);
  };

const absence = () => <AbsenceDialog onClose={noop} />;

/** @param {import('../../types').Absence} state */
const absent = (state) => ({ render: absence, queries: [asAgent, dataLoaded(ABSENCE, state)] });

const teams = settings('teams');
const tagPage = settings('tags');
const views = settings('views');
const viewsLoaded = dataLoaded(['views', ADMIN.id], SHARED_VIEWS);

export const settingsStories = [
  ...storiesOf(
    'SettingsDialog',
    {
      teams: { render: teams, queries: [asAdmin, ...teamsLoaded([BILLING, LONG, ARABIC])] },
      'teams, for an agent': {
        render: teams,
        queries: [asAgent, ...teamsLoaded([BILLING, LONG, ARABIC])],
        play: pressing(teamsCopy.look('Billing'), '.settings-members-names'),
      },
      'teams, for a stranger': { render: teams, queries: [nobody, ...teamsLoaded([LONG])] },
      'no teams': { render: teams, queries: [asAdmin, ...teamsLoaded([])] },
      '200 teams': { render: teams, queries: [asAdmin, ...teamsLoaded(manyTeams)] },
      'teams, failed': {
        render: teams,
        queries: [asAdmin, dataFailed(TEAMS), dataFailed(CATEGORY_TEAMS)],
      },
      'a team': {
        render: teams,
        queries: [asAdmin, ...teamsLoaded([BILLING])],
        play: pressing(teamsCopy.edit('Billing')),
      },
      'a team, whose deletion is asked': {
        render: teams,
        queries: [asAdmin, ...teamsLoaded([BILLING])],
        play: pressing(teamsCopy.remove('Billing'), '.settings-question'),
      },
      tags: { render: tagPage, queries: [asAdmin, tagsLoaded(tags, 'next')] },
      'no tags': { render: tagPage, queries: [asAdmin, tagsLoaded([])] },
      'tags, failed': { render: tagPage, queries: [asAdmin, dataFailed(['tags', 'pages', ''])] },
      'a tag': {
        render: tagPage,
        queries: [asAdmin, tagsLoaded(tags)],
        play: pressing(tagSettingsCopy.edit('teal')),
      },
      'a tag that is merged': {
        render: tagPage,
        queries: [asAdmin, tagsLoaded(tags), dataLoaded(['tags', ''], tags)],
        play: pressing(tagSettingsCopy.merge('teal'), '[role="option"]'),
      },
      'saved replies': {
        render: settings('saved_replies'),
        queries: [
          asAdmin,
          dataLoaded(['saved-replies', 'pages', ''], {
            pages: [{ replies: [], nextCursor: null }],
            pageParams: [null],
          }),
        ],
      },
      views: { render: views, queries: [asAdmin, viewsLoaded] },
      'no views': { render: views, queries: [asAdmin, dataLoaded(['views', ADMIN.id], [])] },
      'a view': {
        render: views,
        queries: [asAdmin, viewsLoaded, ...teamsLoaded([BILLING, LONG])],
        play: pressing(viewSettingsCopy.edit('Billing, not closed')),
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'AbsenceDialog',
    {
      here: absent({
        away_until: null,
        teams: [{ id: 1, name: 'Billing', is_closed: false }],
        open_tickets: 12,
      }),
      'in no team': absent({ away_until: null, teams: [], open_tickets: 3 }),
      away: absent({
        away_until: TIMES.tomorrow,
        teams: [{ id: 1, name: 'Billing', is_closed: false }],
        open_tickets: 0,
      }),
      failed: { render: absence, queries: [asAgent, dataFailed(ABSENCE)] },
    },
    { layout: 'overlay' },
  ),
];
