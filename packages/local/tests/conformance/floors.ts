import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '#local/cli/command.ts';

const root = join(import.meta.dirname, '../../../..');

/** Shares of the recorded answers that the engine has to give. */
const FLOORS = [
  { name: 'OUTCOME of tiers 1 and 2 and TestState', aspect: 'OUTCOME', tiers: [1, 2], atLeast: 0.995 },
  { name: 'OUTCOME of tier 3', aspect: 'OUTCOME', tiers: [3], atLeast: 0.995 },
  { name: 'HISTORY', aspect: 'HISTORY', tiers: [1, 2, 3], atLeast: 0.99 },
  { name: 'CAUSE', aspect: 'CAUSE', tiers: [1, 2, 3], atLeast: 0.99 },
  { name: 'ORDER', aspect: 'ORDER', tiers: [1, 2, 3], atLeast: 0.98 },
] as const;

interface Case {
  readonly tier: number;
  readonly advisory: boolean;
  /** By aspect: null where it agrees, the difference where it does not; absent where nothing was recorded. */
  readonly aspects: Readonly<Record<string, unknown>>;
}

function recordedCases(runner: string): readonly Case[] {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const result = join(folder, 'result.json');
  try {
    const words = [runner, '--driver', 'npm run --silent conformance:driver', '--json', result];
    spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
    const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(result, 'utf8'));
    return cases.filter(({ advisory }) => !advisory);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function main(): number {
  const runner = join(root, '../shared/conformance/run.mjs');
  if (!existsSync(runner)) {
    process.stdout.write('There are no recorded answers beside the repository: nothing to compare with.\n');
    return 0;
  }
  const cases = recordedCases(runner);
  const shares = FLOORS.map(({ aspect, tiers, ...floor }) => {
    const counted = cases.filter((one) => tiers.some((tier) => tier === one.tier) && aspect in one.aspects);
    return { ...floor, share: counted.filter((one) => one.aspects[aspect] === null).length / counted.length };
  });
  for (const { name, share, atLeast } of shares) {
    process.stdout.write(
      `${share >= atLeast ? 'ok  ' : 'FAIL'} ${name}: ${(share * 100).toFixed(1)} % (at least ${atLeast * 100} %)\n`,
    );
  }
  const failed = shares.filter(({ share, atLeast }) => !(share >= atLeast)).length;
  process.stdout.write(`${shares.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

await runCommand({
  help: `npm run conformance
Puts the recorded answers of AWS Step Functions that lie beside the repository (../shared/conformance) to the engine, and holds it to
floors; without them, says so.
`,
  options: {},
  run: async () => main(),
});
