/** Texts about signing in that every page has. */
export const sessionCopy = {
  signIn: 'Sign in',
  choosePassword: 'Choose a password',
  menu: (/** @type {string} */ name) => `Account: ${name}`,
};
