/** Texts of two-step sign-in. */
export const securityCopy = {
  title: 'Two-step sign-in',
  text: 'A stolen password alone lets nobody in.',
  loading: 'Loading…',
  app: 'Authenticator app',
  appOn: 'On',
  appOff: 'Off',
  setUp: 'Set up',
  turnOff: 'Turn off',
  scan: 'Scan this with your authenticator app, or type the key in.',
  qr: 'QR code with the key for your authenticator app',
  key: 'Key',
  copyKey: 'Copy key',
  confirmCode: 'Code that the app shows',
  confirm: 'Turn on',
  appIsOn: 'The authenticator app is on.',
  appIsOff: 'The authenticator app is off.',
  codes: 'Recovery codes',
  codesLeft: (/** @type {number} */ left, /** @type {number} */ all) => `${left} of ${all} left`,
  newCodes: 'Make new ones',
  codesText:
    'Each signs you in once, should your app or passkey be lost. Keep them safe: they are shown only now.',
  copyCodes: 'Copy codes',
  codesKept: 'I have kept them',
  passkeys: 'Passkeys',
  passkey: 'Passkey',
  otherWay: 'Another way',
  noPasskeys:
    'None yet. With one, you sign in by fingerprint, face or PIN, and without a password.',
  noSupport: 'This browser has no passkeys.',
  passkeyName: 'Name',
  passkeyNameHint: 'To tell it from others, such as “Work laptop”.',
  passkeyNameMissing: 'Give it a name.',
  addPasskey: 'Add a passkey',
  remove: 'Remove',
  removeNamed: (/** @type {string} */ name) => `Remove passkey: ${name}`,
  passkeyAdded: 'The passkey is added.',
  passkeyRemoved: 'The passkey is removed.',
  added: (/** @type {string} */ when) => `added ${when}`,
  used: (/** @type {string} */ when) => `last used ${when}`,
  unused: 'never used',
  lastIsRequired: 'Two-step sign-in is required here. Add another way before you remove this one.',
};

/** Texts for somebody who must set up a second factor. */
export const requiredCopy = {
  title: 'Set up two-step sign-in',
  text: 'It is required here, so that a stolen password alone lets nobody in. Choose one way; you can add the other later.',
  lateText:
    'It is required here from now on. What you typed is kept, and what you did last is sent once you are done.',
  appText: 'An app on your phone shows a new code every 30 seconds.',
  passkeyText: 'Your fingerprint, face or PIN, on this device or a security key.',
  use: {
    app: 'Use an app',
    passkey: 'Use a passkey',
  },
  done: 'Two-step sign-in is set up.',
  goOn: 'Go on',
  notNow: 'Not now',
  signOut: 'Sign out',
};

/** Texts of changing the password. */
export const passwordCopy = {
  title: 'Change password',
  action: 'Save password',
  done: 'Your password is changed, and you are signed out everywhere else.',
  offer: (/** @type {number} */ count) =>
    count === 1
      ? 'You have an API token, which still works. Revoke it if somebody else may know it; the program that uses it stops then.'
      : `You have ${count} API tokens, which still work. Revoke them if somebody else may know them; programs that use them stop then.`,
  revoke: 'Revoke all',
  keep: 'Keep them',
  revoked: 'Your API tokens are revoked.',
};

/** Texts for confirming one's identity. */
export const reauthenticationCopy = {
  title: 'Is it you?',
  text: 'This touches how you sign in. Please confirm it once more.',
  action: 'Confirm',
  passkey: 'Confirm with a passkey',
};
