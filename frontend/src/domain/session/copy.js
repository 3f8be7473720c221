/** Texts about signing in that every page has. */
export const sessionCopy = {
  signIn: 'Sign in',
  secondFactor: 'Set up two-step sign-in',
  choosePassword: 'Choose a password',
  menu: (/** @type {string} */ name) => `Account: ${name}`,
};
