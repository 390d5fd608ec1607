import type { ObjectPort } from '@safelight/asl/ports';
import { expect, it } from 'vitest';
import { meteredObjects } from '#local/usage/metered-objects.ts';
import { currentScope, inScope } from '#local/usage/scope.ts';

const caller = { stateName: 'Read list', executionArn: 'execution', stateMachineArn: 'machine', roleArn: 'role' };
const call = { ...caller, bucket: 'b', key: 'k' };

/** A bucket of three pages, and for whom each request was made. */
function bucket() {
  const requests: string[] = [];
  const ask = async (operation: string) => {
    await Promise.resolve();
    requests.push(`${operation} ${currentScope()?.executionArn}: ${currentScope()?.state}`);
  };
  const objects: ObjectPort = {
    get: async () => ask('get').then(async function* () {}),
    head: async () => ask('head').then(() => ({ size: 0, etag: '' })),
    put: () => ask('put'),
    async *list() {
      for (const Key of ['a', 'b', 'c']) {
        await ask('list');
        yield { Key };
      }
    },
  };
  return { requests, objects: meteredObjects(objects) };
}

/** Reads as much as is asked for, and is itself another state. */
async function listed(objects: ObjectPort, most: number): Promise<void> {
  let count = 0;
  const others = { executionArn: 'other', state: 'Other' };
  await inScope(others, async () => {
    for await (const _ of objects.list(call)) if (++count === most) break;
    expect(currentScope()).toEqual(others);
  });
}

it.each<[string, (objects: ObjectPort) => Promise<unknown>, string[]]>([
  ['gets', (objects) => objects.get(call), ['get']],
  ['looks', (objects) => objects.head(call), ['head']],
  ['writes', (objects) => objects.put({ ...call, body: '' }), ['put']],
  ['lists to the end', (objects) => listed(objects, 9), ['list', 'list', 'list']],
  ['lists a part', (objects) => listed(objects, 1), ['list']],
])('what %s does so for the Map state', async (_, use, operations) => {
  const { requests, objects } = bucket();
  await use(objects);
  expect(requests).toEqual(operations.map((operation) => `${operation} execution: Read list`));
});
