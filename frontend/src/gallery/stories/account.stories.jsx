import { ACCOUNT } from '../../domain/session/keys.js';
import '../../features/account/account.css';
import { AccountDialog } from '../../features/account/AccountDialog.jsx';
import { AUDIT, AuditDialog } from '../../features/account/audit/AuditDialog.jsx';
import { NO_FILTERS } from '../../features/account/audit/AuditFilterBar.jsx';
import { requiredCopy, securityCopy } from '../../features/account/security/copy.js';
import { PasswordDialog } from '../../features/account/security/PasswordDialog.jsx';
import { ReauthenticationDialog } from '../../features/account/security/ReauthenticationDialog.jsx';
import { RecoveryCodes } from '../../features/account/security/RecoveryCodes.jsx';
import { SecondFactorDialog } from '../../features/account/security/SecondFactorDialog.jsx';
import { SecondFactorPanel } from '../../features/account/security/SecondFactorPanel.jsx';
import { AUTHENTICATORS, SecurityDialog } from '../../features/account/security/SecurityDialog.jsx';
import { SESSIONS, SessionsDialog } from '../../features/account/sessions/SessionsDialog.jsx';
import { tokenCopy } from '../../features/account/tokens/copy.js';
import { TokensDialog } from '../../features/account/tokens/TokensDialog.jsx';
import { TOKENS } from '../../features/account/tokens/useTokens.js';
import { makeAccount } from '../../test/makeAccount.js';
import { TEXTS, TIMES } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import { dataFailed, dataLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const noop = () => {};
const LATER = '2126-03-02T10:00:00Z';

/** @param {Partial<import('../../types').ApiToken>} [values] */
const token = (values) => ({
  id: '1',
  name: 'Import from the shop',
  prefix: 'tf_29fdf2416852',
  scope: 'read',
  created_at: TIMES.weeks,
  expires_at: LATER,
  last_used_at: TIMES.minutes,
  ...values,
});

const tokens = [
  token(),
  token({ id: '2', name: TEXTS.unbroken.slice(0, 100), scope: 'everything', last_used_at: null }),
  token({ id: '3', name: TEXTS.arabic, scope: 'submit', expires_at: TIMES.days }),
];

/** @param {Partial<import('../../types').DeviceSession>} [values] */
const session = (values) => ({
  id: 1,
  device: 'Firefox on Linux',
  address: '192.0.2.7',
  created_at: TIMES.days,
  last_seen_at: TIMES.now,
  is_current: false,
  ...values,
});

const sessions = [
  session({ is_current: true }),
  session({ id: 2, device: 'Safari on iOS', last_seen_at: TIMES.weeks }),
  session({ id: 3, device: '', address: '2001:db8:85a3:8d3:1319:8a2e:370:7348' }),
  session({ id: 4, device: TEXTS.unbroken.slice(0, 80), address: '' }),
];

/** @param {Partial<import('../../types').AuditEvent>} [values] */
const event = (values) => ({
  id: 1,
  at: TIMES.minutes,
  action: 'signed_in',
  actor: { kind: 'agent', name: 'ada@example.com' },
  target: '',
  details: {},
  address: '192.0.2.7',
  device: 'Firefox on Linux',
  ...values,
});

const events = [
  event({ details: { way: 'passkey' } }),
  event({ id: 2, action: 'token_created', target: 'Import', details: { scope: 'read', days: 90 } }),
  event({
    id: 3,
    action: 'sign_in_failed',
    actor: { kind: 'stranger', name: '' },
    target: `${TEXTS.unbroken.slice(0, 100)}@example.com`,
    address: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
  }),
  event({
    id: 4,
    action: 'settings_changed',
    actor: { kind: 'system', name: '' },
    details: { OPEN_ACCESS: { from: true, to: false } },
    address: '',
    device: '',
  }),
  event({ id: 5, action: 'agent_invited', target: TEXTS.arabic }),
  event({
    id: 6,
    action: 'of_a_later_release',
    actor: { kind: 'program', name: 'ada@example.com' },
  }),
];

/** @param {typeof events} list @param {string | null} [nextCursor] */
const auditLoaded = (list, nextCursor = null) =>
  dataLoaded([...AUDIT, NO_FILTERS], {
    pages: [{ events: list, nextCursor }],
    pageParams: [null],
  });

const tokensDialog = () => <TokensDialog onClose={noop} />;
const sessionsDialog = () => <SessionsDialog onClose={noop} />;
const auditDialog = () => <AuditDialog onClose={noop} />;
const securityDialog = () => <SecurityDialog onClose={noop} />;

const required = dataLoaded(
  ACCOUNT,
  makeAccount({ second_factor: { is_required: true, is_set_up: true } }),
);
const totp = { type: 'totp', created_at: 1_772_000_000, last_used_at: null };
const passkey = { ...totp, type: 'webauthn', id: 1, name: 'Work laptop' };

export const accounts = [
  ...storiesOf(
    'TokensDialog',
    {
      default: { render: tokensDialog, queries: [dataLoaded(TOKENS, tokens)] },
      'about to revoke all': {
        render: tokensDialog,
        queries: [dataLoaded(TOKENS, tokens)],
        play: async (root) => {
          click(await findElement(root, 'button', tokenCopy.revokeAll));
          await findElement(root, '.confirm');
        },
      },
      none: { render: tokensDialog, queries: [dataLoaded(TOKENS, [])] },
      'without a name': {
        render: tokensDialog,
        queries: [dataLoaded(TOKENS, [])],
        play: async (root) => {
          click(await findElement(root, 'button[type="submit"]'));
          await findElement(root, '.field-error');
        },
      },
      loading: tokensDialog,
      failed: { render: tokensDialog, queries: [dataFailed(TOKENS)] },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'SessionsDialog',
    {
      default: { render: sessionsDialog, queries: [dataLoaded(SESSIONS, sessions)] },
      'only this one': { render: sessionsDialog, queries: [dataLoaded(SESSIONS, [sessions[0]])] },
      loading: sessionsDialog,
      failed: { render: sessionsDialog, queries: [dataFailed(SESSIONS, { kind: 'offline' })] },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'AuditDialog',
    {
      default: { render: auditDialog, queries: [auditLoaded(events, '7')] },
      empty: { render: auditDialog, queries: [auditLoaded([])] },
      loading: auditDialog,
      failed: { render: auditDialog, queries: [dataFailed([...AUDIT, NO_FILTERS])] },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'SecurityDialog',
    {
      default: { render: securityDialog, queries: [dataLoaded(AUTHENTICATORS, [totp, passkey])] },
      'the last one is required': {
        render: securityDialog,
        queries: [required, dataLoaded(AUTHENTICATORS, [passkey])],
      },
      'the app is required': {
        render: securityDialog,
        queries: [required, dataLoaded(AUTHENTICATORS, [totp])],
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'PasswordDialog',
    { default: () => <PasswordDialog onClose={noop} /> },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'ReauthenticationDialog',
    {
      'by password': () => (
        <ReauthenticationDialog flows={[{ id: 'reauthenticate' }]} onEnd={noop} />
      ),
      'by code': () => (
        <ReauthenticationDialog
          flows={[{ id: 'mfa_reauthenticate', types: ['totp', 'webauthn'] }]}
          onEnd={noop}
        />
      ),
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'RecoveryCodes',
    {
      default: () => (
        <AccountDialog title={securityCopy.title} onClose={noop}>
          <RecoveryCodes codes={'a1b2c3d4\ne5f6a7b8\nc9d0e1f2'} onCopied={noop} onKept={noop} />
        </AccountDialog>
      ),
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'SecondFactorPanel',
    {
      default: () => <SecondFactorPanel />,
      passkey: {
        render: () => <SecondFactorPanel />,
        play: async (root) => {
          click(await findElement(root, 'button', requiredCopy.use.passkey));
          await findElement(root, '#passkey-name');
        },
      },
    },
    { layout: 'fullscreen' },
  ),
  ...storiesOf(
    'SecondFactorDialog',
    { default: () => <SecondFactorDialog onPostpone={noop} /> },
    { layout: 'overlay' },
  ),
];
