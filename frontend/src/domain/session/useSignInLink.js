import { parseAsString, useQueryStates } from 'nuqs';

const parsers = {
  reset: parseAsString,
  invite: parseAsString,
  next: parseAsString,
  error: parseAsString,
};

/** What links into the interface ask for: choosing a password, or signing in and then going on. */
export function useSignInLink() {
  const [{ reset, invite, next, error }, setLink] = useQueryStates(parsers, { history: 'replace' });
  return {
    key: reset ?? invite,
    isInvitation: invite !== null,
    next,
    /** Signing in elsewhere did not work. */
    hasFailed: error !== null,
    forget: () => void setLink({ reset: null, invite: null, next: null, error: null }),
  };
}
