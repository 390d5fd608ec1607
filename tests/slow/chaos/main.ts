import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { runChaos } from './run.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));
const say = (line: string) => void process.stdout.write(`${line}\n`);

await runCommand({
  help: `npm run chaos [-- --rounds N --seed N --keep]
Drives photos and orders through a system of its own, whose process is killed in each round: while it boots, goes on with what
was running, or works; or the process of a function, or in order. After the last start everything settles, and what was
acknowledged, refused, paid, printed and recorded must agree. Exit code 1 where it does not.
  --rounds N   so many; 20 by default
  --seed N     what happens, and when, is drawn by it; 1 by default
  --keep       leaves the data folder, and says where it is
`,
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
  async run({ rounds, seed, keep }) {
    const options = { rounds: whole('--rounds', rounds, 1), seed: whole('--seed', seed, 0) };
    const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-chaos-'));
    try {
      const result = await runChaos({ ...options, root, dataDir, say, patienceMs: 600_000 });
      const { acknowledged, refused, unknown } = result.calls;
      say(`${acknowledged} calls were acknowledged, ${refused} refused, ${unknown} had no answer.`);
      say(`${result.photos} photos, ${result.orders} orders, ${result.executions} executions.`);
      for (const violation of result.violations) say(violation);
      const { length } = result.violations;
      say(length === 0 ? 'All agree.' : `${length} violations. Repeat with --seed ${seed} --rounds ${rounds}.`);
      if (keep) say(dataDir);
      return length === 0 ? 0 : 1;
    } finally {
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    }
  },
});

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    throw new UsageError(`${name} takes a whole number from ${least}, not '${text}'.`);
  return number;
}
