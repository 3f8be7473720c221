/** Texts about the devices on which somebody is signed in. */
export const sessionsCopy = {
  title: 'Devices and sessions',
  text: 'Where you are signed in. If you do not know one, end it and change your password.',
  failed: 'We couldn’t load your sessions.',
  none: 'No sessions.',
  unknownDevice: 'Unknown device',
  current: 'This device',
  since: 'signed in',
  seen: 'last seen',
  end: 'Sign out',
  endNamed: (/** @type {string} */ device) => `Sign out: ${device}`,
  ended: (/** @type {string} */ device) => `${device} is signed out.`,
  notEnded: (/** @type {string} */ reason) => `It is still signed in. ${reason}`,
  endOthers: 'Sign out everywhere else',
  endOthersAsk: (/** @type {number} */ count) =>
    count === 1
      ? 'Sign out the other device? What was typed there and not saved may be lost.'
      : `Sign out all ${count} other devices? What was typed there and not saved may be lost.`,
  keepOthers: 'Keep them',
  othersEnded: 'You are signed out everywhere else.',
};
