import { waitingTime } from '../../api/copy.js';

/** Texts that several parts of accounts use. */
export const accountCopy = {
  fields: {
    email: 'E-mail address',
    password: 'Password',
    newPassword: 'New password',
    currentPassword: 'Current password',
    code: 'Code',
  },
  required: {
    email: 'Enter your e-mail address.',
    password: 'Enter your password.',
    newPassword: 'Choose a password.',
    currentPassword: 'Enter the password that you have now.',
    code: 'Enter the code.',
  },
  working: 'One moment…',
  loading: 'Loading…',
  offline: 'You’re offline. It loads once you are back.',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  choose: {
    resetTitle: 'Choose a new password',
    resetText: 'After that you are signed in.',
    inviteTitle: 'Welcome to the team',
    inviteText: 'Choose a password for your account. After that you are signed in.',
    hint: 'At least 12 characters. Three or four words that only you would put together are good.',
    action: 'Save password',
    show: 'Show password',
    badLinkTitle: 'This link no longer works',
    badLinkText: 'It was used before, or it is too old.',
    badInviteText: 'It was used before, or it is too old. Ask an admin for a new one.',
    toSignIn: 'Go to sign in',
    checking: 'Checking the link…',
    done: 'Your password is saved.',
  },
  menu: {
    savedReplies: 'Saved replies…',
    settings: 'Settings…',
    absence: 'Away…',
    password: 'Change password…',
    security: 'Two-step sign-in…',
    sessions: 'Devices and sessions…',
    tokens: 'API tokens…',
    audit: 'Audit trail…',
    signOut: 'Sign out',
    signOutFailed: (/** @type {string} */ reason) => `You are still signed in. ${reason}`,
  },
  lockedOut: (/** @type {number | null} */ seconds) =>
    `There were too many attempts. Try again in ${waitingTime(seconds ?? 60)}, or on a device that you have signed in with before.`,
  passkeyFailed: 'The passkey was not used. Try again, or sign in another way.',
  /**
   * Messages for the server's error codes.
   * @type {Record<string, string>}
   */
  refusals: {
    email_password_mismatch: 'Address or password is wrong.',
    too_many_login_attempts:
      'That was wrong too often. Try again in five minutes, or on a device that you have signed in with before.',
    incorrect_code: 'This code is wrong, or no longer valid.',
    invalid_password_reset: 'This link no longer works.',
    enter_current_password: 'This is not your current password.',
    incorrect_password: 'The password is wrong.',
    invalid: 'Check this once more.',
    required: 'This is missing.',
    password_too_short: 'Use at least 12 characters.',
    password_too_long: 'Use at most 128 characters.',
    password_too_weak:
      'This is guessed too easily. Put three or four words together that have nothing to do with each other, with you, or with your company.',
  },
};
