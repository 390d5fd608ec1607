'use strict';
// `npm start`: says what is missing where something is, in JavaScript that any Node reads, then starts and supervises the system.
const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = dirname(__dirname);
/** The first Node of each line that runs TypeScript as it is. https://nodejs.org/api/typescript.html */
const OLDEST = { 22: 18, 23: 6 };

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 23 || (major in OLDEST && minor >= OLDEST[major]);
}

/** The Node that runs this, or the one that comes with the dependencies; undefined where neither will do. */
function findNode() {
  if (runsTypeScript(process.versions.node)) return process.execPath;
  const bundled = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(bundled) ? bundled : undefined;
}

function missing() {
  if (!existsSync(join(root, 'node_modules/@safelight/local'))) return 'The dependencies are not there: run npm ci.';
  if (findNode() !== undefined) return undefined;
  return `Node ${process.versions.node} is too old, and the Node that comes with the dependencies is not there, as npm ci --ignore-scripts leaves it out: run npm rebuild node, or install Node 22.18 or newer.`;
}

const problem = missing();
if (problem === undefined) {
  const { supervise } = require('@safelight/local/start/supervise');
  // From the very first module on: stripping types once costs as much as a tenth of a start.
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/safelight/main');
  supervise(findNode(), [join(root, 'lab/main.ts'), ...process.argv.slice(2)]);
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
