export const CSRF_COOKIE = 'csrftoken';

/** Return the token that the server compares with its cookie; empty without a cookie. */
export const csrfToken = () =>
  new RegExp(`(?:^|; )${CSRF_COOKIE}=([^;]*)`).exec(document.cookie)?.[1] ?? '';
