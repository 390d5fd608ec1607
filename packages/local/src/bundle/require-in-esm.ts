/**
 * Banner of a bundle. Some bundled packages are CommonJS and call `require` for Node's own modules. It is put before what is
 * minified already: its name must be none that the minifier gives.
 */
export const REQUIRE_IN_ESM =
  "import{createRequire as requireOfBanner}from'node:module';const require=requireOfBanner(import.meta.url);";
