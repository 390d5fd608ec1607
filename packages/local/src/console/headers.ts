/** Nothing but the page's own files runs or is loaded, and nothing in it is made from HTML in a text. */
const POLICY = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'connect-src'].map((what) => `${what} 'self'`),
  "img-src 'self' data:",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ');

export const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': POLICY,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Kept by the browser, which asks each time whether it is still so. */
export const ASK_AGAIN = { 'cache-control': 'private, no-cache' };

/** What is there never changes: its name has its revision, or its content's hash, in it. */
export const FOR_GOOD = { ...HEADERS, 'cache-control': 'private, max-age=86400, immutable' };

/** A tab that shows a picture styles it, and nothing in it runs. */
export const PICTURE = {
  ...FOR_GOOD,
  'content-security-policy':
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
};
