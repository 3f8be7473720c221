/** The keys of the query cache for who works here, and how this installation is set up. */
export const ACCOUNT = ['account'];
export const CONFIG = ['config'];
