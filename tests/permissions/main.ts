import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { addSheets } from '#functions/orders/stock.ts';
import { openDesk } from '#tests/permissions/desk.ts';
import { createEditor } from '#tests/permissions/editor.ts';
import { deliveryFlows } from '#tests/permissions/flows/delivery.ts';
import { libraryFlows } from '#tests/permissions/flows/library.ts';
import { orderFlows } from '#tests/permissions/flows/orders.ts';
import { photoFlows } from '#tests/permissions/flows/photos.ts';
import { stepFlows } from '#tests/permissions/flows/steps.ts';
import { judge, type Laboratory, usesOf } from '#tests/permissions/matrix.ts';
import { describe, permissionsIn } from '#tests/permissions/permission.ts';
import { printMatrix, say, seconds } from '#tests/permissions/report.ts';
import { createWatch } from '#tests/permissions/watch.ts';
import { startSystem } from '#tests/support/system.ts';

const HELP = `Usage: npm run test:permissions [-- --only TEXT]

Takes each permission of each role and resource policy of the compiled template away in turn, and expects an end-to-end
flow to be refused. Prints the matrix; ends with 1 when nothing notices one of them.

  --only TEXT   only permissions whose role, action or resource contains TEXT
`;

await runCommand({
  help: HELP,
  ends: true,
  options: { only: { type: 'string', default: '' } },
  run: ({ only }) => run(only),
});

async function run(only: string): Promise<number> {
  const watch = createWatch();
  const system = await startSystem({ onJudged: watch.onJudged });
  try {
    const editor = createEditor(system.policies);
    const desk = openDesk(system, editor);
    await stock(desk);
    const all = permissionsIn(system.policies);
    const wanted = all.filter((permission) => describe(permission).some((text) => text.includes(only)));
    if (wanted.length === 0) throw new UsageError(`No permission's role, action or resource contains ${only}.`);
    let count = 0;
    const laboratory = { desk, editor, watch, nextId: () => `flow-${++count}` };
    const flows = [...photoFlows, ...stepFlows, ...libraryFlows, ...orderFlows, ...deliveryFlows];
    const uses = await usesOf(flows, wanted, laboratory, ({ name }, ms) => say(`${seconds(ms)}  ${name}`));
    return await printMatrix(wanted, (permission) => judge(permission, uses.get(permission) ?? [], laboratory), desk);
  } finally {
    await system.close();
  }
}

async function stock(desk: Laboratory['desk']): Promise<void> {
  await addSheets(desk, '10x15-matte', 1_000);
  await addSheets(desk, '10x15-glossy', 1);
  await addSheets(desk, '30x45-fine-art', 1_000);
  const Item = { key: 'cat.jpg', status: 'READY' };
  await desk.documents.send(new PutCommand({ TableName: desk.imagesTable, Item }));
}
