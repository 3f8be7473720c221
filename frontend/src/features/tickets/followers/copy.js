/** Texts about who follows a ticket. */
export const followersCopy = {
  follow: 'Follow',
  nobody: 'Nobody follows this ticket.',
  followed: (/** @type {string} */ names) => `Followed by ${names}`,
  me: 'you',
  done: (/** @type {number} */ id) => `You follow #${id}.`,
  left: (/** @type {number} */ id) => `You follow #${id} no longer.`,
  hint: (/** @type {boolean} */ isFollowed, /** @type {number} */ id) =>
    isFollowed ? `Don’t follow #${id}` : `Follow #${id} again`,
  failed: (/** @type {string} */ reason) => `That didn’t work. ${reason}`,
  signIn: 'Sign in to follow a ticket: nobody knows who you are.',
};
