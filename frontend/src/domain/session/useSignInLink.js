import { parseAsString, useQueryStates } from 'nuqs';

const parsers = {
  reset: parseAsString,
  invite: parseAsString,
  next: parseAsString,
  error: parseAsString,
};

/**
 * Return the parameters of links into the interface: choosing a password, or signing in and then
 * going on to a page.
 */
export function useSignInLink() {
  const [{ reset, invite, next, error }, setLink] = useQueryStates(parsers, { history: 'replace' });
  return {
    key: reset ?? invite,
    isInvitation: invite !== null,
    next,
    /** The code of the reason for which signing in with a provider has failed. */
    failure: error,
    forget: () => void setLink({ reset: null, invite: null, next: null, error: null }),
  };
}
