/** Texts of signing in by password, passkey or provider. */
export const signInCopy = {
  title: 'Sign in',
  text: 'Tickets and figures are for the team. To send a ticket, you need no account.',
  dialogText: 'For agents and admins. To send a ticket, you need no account.',
  endedTitle: 'Please sign in again',
  endedText:
    'Your session has ended. What you typed is kept, and what you did last is sent once you are back.',
  action: 'Sign in',
  passkey: 'Sign in with a passkey',
  provider: (/** @type {string} */ name) => `Sign in with ${name}`,
  or: 'or',
  forgot: 'Forgot your password?',
  submit: 'Submit a ticket instead',
  notNow: 'Not now',
  providerFailed: 'Signing in that way did not work. Ask an admin whether your address is invited.',
  startAgain: 'That took too long. Sign in once more.',
  elsewhere: 'Go on in the new tab. This page notices when you are back.',
};

/**
 * Why signing in with a provider has failed, by the code in the address.
 * @type {Record<string, string | undefined>}
 */
export const providerFailures = {
  provider_unavailable:
    'The sign-in service does not answer. Try again in a minute, or sign in with your password.',
  provider_failed:
    'The sign-in service gave an answer we cannot use. Sign in with your password, and tell an admin.',
  too_many: 'Too many tries. Wait a minute, then try again.',
  cancelled: 'You left the sign-in service before you were signed in.',
};

/** Texts of the second step. */
export const codeCopy = {
  title: 'Second step',
  text: 'Enter the code from your authenticator app, or one of your recovery codes.',
  textPasskey: 'Use your passkey, or enter one of your recovery codes.',
  action: 'Go on',
  passkey: 'Use a passkey',
  back: 'Back',
};

/** Texts for a forgotten password. */
export const forgotCopy = {
  title: 'Forgot your password?',
  text: 'Enter your address, and we send you a link to choose a new one.',
  action: 'Send the link',
  back: 'Back to sign in',
  sentTitle: 'Look into your mail',
  sentText: (/** @type {string} */ email) =>
    `If ${email} has an account, a link is on its way. It may take a minute, and it may be among the spam.`,
};
