let cookie = '';

/**
 * Take note of the CSRF cookie's name. Each installation has another, for all on one host share their
 * cookies.
 * @param {string | undefined} name
 */
export function nameCsrfCookie(name) {
  cookie = name ?? '';
}

/** Return the token that the server compares with its cookie; empty without a cookie. */
export const csrfToken = () =>
  (cookie && new RegExp(`(?:^|; )${cookie}=([^;]*)`).exec(document.cookie)?.[1]) || '';
