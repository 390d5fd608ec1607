import type { Plugin } from 'esbuild';

/** How the metafile of a build names what this adds. */
export const BY_REQUIRE = 'by-require';

/**
 * Keeps modules outside of a bundle. Those that it imports statically are had by `require`, when the code that imports them is first
 * run. As imports of an ES module they would all be loaded before its first line, those too that only a part needs which is never run.
 *
 * @param filter matches the modules' names
 */
export const byRequire = (filter: RegExp): Plugin => ({
  name: BY_REQUIRE,
  setup(building) {
    building.onResolve({ filter }, ({ kind, path }) =>
      kind === 'import-statement' ? { path, namespace: BY_REQUIRE } : { path, external: true },
    );
    building.onLoad({ filter: /.*/, namespace: BY_REQUIRE }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
});

/**
 * `node:http` as CommonJS has it. Of a built-in module that an ES module imports Node reads every member, and three of this one load
 * undici: 13 MB and tens of milliseconds of each start, for what nobody uses.
 */
export const plainHttp = byRequire(/^(node:)?http$/);
