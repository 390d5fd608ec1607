import { spawnSync } from 'node:child_process';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';

/** Each puts one part beside the program that AWS uses, or that it is modelled on. */
const ORACLES = ['packages/asl/tests/oracles/main.ts', 'packages/local/tests/oracles/main.ts'];

await runCommand({
  help: `npm run test:oracles [-- --pairs COUNT --seed NUMBER]
Puts generated pairs of JSONPath and document to Jayway's json-path 2.0.0 and to the engine, and pairs of event pattern and event to
AWS's event-ruler 2.1.0 and to the local EventBridge. Java 17 and Maven fetch both; without them, says so.
  --pairs COUNT   how many of each (20000)
  --seed NUMBER   the same seed makes the same pairs (1)
Exit code 1 where they differ in a way that nobody has reviewed.
`,
  options: { pairs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
  async run({ pairs, seed }) {
    const words = ['--pairs', wholeNumber('--pairs', pairs), '--seed', wholeNumber('--seed', seed)];
    const statuses = ORACLES.map(
      (file) => spawnSync(process.execPath, [file, ...words], { stdio: 'inherit' }).status ?? 1,
    );
    return Math.max(...statuses);
  },
});

function wholeNumber(option: string, value: string): string {
  if (/^[1-9]\d{0,8}$/.test(value)) return value;
  throw new UsageError(`${option} takes a whole number from 1 to 999999999, not ${value}.`);
}
