#!/usr/bin/env node
'use strict';
// `safelight`: says what is missing where something is, in JavaScript that any Node reads, then starts and supervises the program.
const { existsSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const { join } = require('node:path');
const { supervise } = require('../start/supervise.cjs');

// A clone runs its sources; what is installed has what was compiled of them.
const source = join(__dirname, 'program.ts');
const isSource = existsSync(source);
const runs = isSource ? Boolean(process.features.typescript) : isBuiltin('node:sqlite');

if (runs) supervise(process.execPath, [isSource ? source : join(__dirname, 'program.js'), ...process.argv.slice(2)]);
else {
  process.stderr.write(`Node ${process.versions.node} is too old: safelight needs Node 22.18 or newer.\n`);
  process.exitCode = 1;
}
