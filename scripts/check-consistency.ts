import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { variantsOf } from '#functions/shared/variants.ts';
import { connectLab } from '#lab/connect.ts';
import type { Lab } from '#lab/lab.ts';
import { labOf, startSystem } from '#lab/running-lab.ts';
import { compare } from './consistency/compare.ts';
import { sentence } from './consistency/disagreement.ts';
import { compareOrders } from './consistency/orders/compare.ts';
import { readOrders } from './consistency/orders/read.ts';
import { readLab } from './consistency/read-lab.ts';
import { settled } from './consistency/settled.ts';
import { checkedStage, STAGE_OPTION } from './lib/framework.ts';
import { say } from './lib/say.ts';

const HELP = `npm run check:consistency [-- --data DIR --stage NAME]
Checks that photos, rows, manifests and variants agree, and prints what does not: exit code 1.
Orders are compared with the sheets that are held for them, and with their payments.
  --data DIR    boots the system on this data folder for as long as it takes; it must not be in use
  --stage NAME  the stage that is checked; dev by default
Without --data it checks what AWS_ENDPOINT_URL names (npm start prints it) or, without that either, .darkroom.
`;

const root = dirname(import.meta.dirname);
const PATIENCE_MS = 120_000;

async function check(lab: Lab, stage: string): Promise<number> {
  await settled(lab, PATIENCE_MS);
  const snapshot = await readLab(lab);
  const found = compare(snapshot, variantsOf(stage)).map(sentence);
  const { photos, rows, objects } = snapshot;
  const counts = [`${photos.size} photos`, `${rows.size} rows`, `${objects.size} objects made of them`];
  const ordersRead = await readOrders(lab, stage);
  found.push(...compareOrders(ordersRead));
  counts.push(`${ordersRead.orders.length} orders`);
  for (const one of found) say(one);
  const counted = counts.join(', ');
  say(`${counted}: ${found.length === 0 ? 'all agree.' : `${found.length} disagreements.`}`);
  return found.length === 0 ? 0 : 1;
}

async function checkFolder(folder: string, stage: string): Promise<number> {
  const dataDir = resolve(folder);
  if (!existsSync(dataDir)) throw new UsageError(`There is no data folder ${folder}: nothing has run yet.`);
  const system = await startSystem({ root, dataDir, stage });
  try {
    return await check(await labOf(system, { stage }), stage);
  } finally {
    await system.stop();
  }
}

await runCommand({
  help: HELP,
  options: { ...STAGE_OPTION, data: { type: 'string' } },
  async run({ data, stage }) {
    const name = checkedStage(stage);
    if (data !== undefined || process.env.AWS_ENDPOINT_URL === undefined) return checkFolder(data ?? '.darkroom', name);
    return check(await connectLab({ stackName: `darkroom-${name}` }), name);
  },
});
