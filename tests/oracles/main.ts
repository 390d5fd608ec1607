import { spawnSync } from 'node:child_process';

/** Each compares one part of the engine with the program that AWS uses, or is modelled on; their `--help` tells how. */
const ORACLES = ['packages/asl/tests/oracles/main.ts', 'packages/local/tests/oracles/main.ts'];

const statuses = ORACLES.map(
  (file) => spawnSync(process.execPath, [file, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 2,
);
process.exitCode = Math.max(...statuses);
