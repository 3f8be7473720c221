/** The ways in, as every page names them. */
export const sessionCopy = {
  signIn: 'Sign in',
  choosePassword: 'Choose a password',
  menu: (/** @type {string} */ name) => `Account: ${name}`,
};
