#!/usr/bin/env bash
# esbuild 0.28.2: a module of somebody else's, bundled with an inline source map of its own that maps nothing.
#
# Guess: the bundle's map then says nothing of that module, as the input map does. Written as one segment without a source
# (`"mappings":"A"`), that is how the code of dependencies is widely kept out of a bundle's source map.
# Seen: an input map without any segment that has a source counts as none. The module is mapped as if it had no map, each
# token of it, and the bundle's map is as large as before. One segment with a source (`AAAA`) is enough for the input map to
# be taken: only then is what it does not map left out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund esbuild@0.28.2 @jridgewell/trace-mapping@0.3.31 >/dev/null
cat > theirs.js <<'JS'
export const add = (left, right) => left + right;
export const fail = () => { throw new Error('theirs'); };
JS
cat > ours.js <<'JS'
import { add, fail } from './theirs.js';
export const five = add(2, 3), never = fail;
JS
cat > build.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { build, version } from 'esbuild';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
console.log('esbuild', version);
const inputs = {
  'no map': undefined,
  'a map without segments': { version: 3, sources: [''], mappings: '' },
  'one segment without a source': { version: 3, sources: [''], mappings: 'A' },
  'one segment with a source': { version: 3, sources: ['x'], mappings: 'AAAA' },
};
for (const [name, map] of Object.entries(inputs)) {
  const inline = map && `\n//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(map))}`;
  const theirs = {
    name: 'theirs',
    setup: (building) =>
      building.onLoad({ filter: /theirs/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8') + (inline ?? '') })),
  };
  const { outputFiles } = await build({
    entryPoints: ['ours.js'], bundle: true, format: 'esm', sourcemap: 'external', write: false, outdir: 'out', plugins: [theirs],
  });
  const [json, code] = outputFiles.map(({ text }) => text);
  const line = code.split('\n').findIndex((text) => text.includes('new Error'));
  const place = originalPositionFor(new TraceMap(json), { line: line + 1, column: code.split('\n')[line].indexOf('new Error') });
  console.log(`${name}: ${JSON.parse(json).mappings.length} letters, their error at ${place.source}:${place.line}`);
}
JS
node build.mjs | tee seen
[ "$(sed -n '2,4s/.*: //p' seen | sort -u)" = '137 letters, their error at ../theirs.js:2' ]
grep -q '^one segment with a source: 88 letters, their error at null:null$' seen
