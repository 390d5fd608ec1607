import type { Plugin } from 'esbuild';

/** How the metafile of a build names what this adds. */
export const PLAIN_HTTP = 'plain-http';

/**
 * Imports of `node:http` in a bundle, by which it is had as CommonJS has it. Of a built-in module that an ES module imports Node reads
 * every member, and three of this one load undici: 13 MB and tens of milliseconds of each start, for what nobody uses.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export const plainHttp: Plugin = {
  name: PLAIN_HTTP,
  setup(building) {
    building.onResolve({ filter: /^(node:)?http$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'node:http', namespace: PLAIN_HTTP } : undefined,
    );
    building.onLoad({ filter: /.*/, namespace: PLAIN_HTTP }, () => ({
      contents: "module.exports = process.getBuiltinModule('node:http');",
      loader: 'js',
    }));
  },
};
