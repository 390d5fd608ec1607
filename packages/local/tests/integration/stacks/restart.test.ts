import { rmSync } from 'node:fs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it, onTestFinished } from 'vitest';
import { storeFile } from '#local/system/open-store.ts';
import type { TestSystem } from '#local/testing/start-system.ts';
import type { Work } from '#services/cloudformation/store/records.ts';
import { openStackStore } from '#services/cloudformation/store/stack-store.ts';
import { openDatabase } from '#store/database.ts';
import { queue, stacksOf } from '#tests/support/stacks.ts';
import { startSystem } from '#tests/support/system.ts';

const start = (dataDir?: string) =>
  startSystem({ template: { Resources: {} }, keepData: true, ...(dataDir !== undefined && { dataDir }) });

/** What its stacks are is changed as a kill would have left it. */
async function restart(system: TestSystem, change: (status: string, name: string) => string = (status) => status) {
  await system.close();
  const database = openDatabase({ file: storeFile(system.dataDir) });
  const store = openStackStore(database);
  for (const stack of store.all()) {
    const status = change(stack.status, stack.name);
    if (status !== stack.status) store.write({ ...stack, status, work: cutOff });
  }
  database.close();
  return start(system.dataDir);
}

const cutOff: Work = {
  principal: { kind: 'developer', arn: 'arn:aws:iam::000000000000:user/developer' },
  leftovers: [],
  retained: [],
  keepsFailed: false,
};

const Capabilities = ['CAPABILITY_IAM' as const];
const greet = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    ...{ Handler: 'index.handler', Runtime: 'nodejs24.x', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    Code: { ZipFile: 'exports.handler = async ({ name }) => `Good day, ${name}.`;' },
    Environment: { Variables: { JOBS: { Ref: 'Jobs' } } },
  },
};
const greeter = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
    Greet: greet,
    // Of the same code, at the same time.
    Again: greet,
    Jobs: queue(),
  },
  Outputs: { Function: { Value: { Ref: 'Greet' } } },
};

it('a stack outlives a restart, with what of it lives in memory', async () => {
  const first = await start();
  const made = await stacksOf(first).create('greeter', greeter, { Capabilities });
  expect(made.StackStatus).toBe('CREATE_COMPLETE');
  const second = await restart(first);
  onTestFinished(() => rmSync(second.dataDir, { recursive: true, force: true }));
  const FunctionName = made.Outputs?.[0]?.OutputValue;
  const Payload = Buffer.from('{"name":"Ada"}');
  const answer = await new LambdaClient(second).send(new InvokeCommand({ FunctionName, Payload }));
  expect(Buffer.from(answer.Payload ?? []).toString()).toBe('"Good day, Ada."');
  const again = stacksOf(second);
  expect((await again.lines('greeter')).at(-1)).toBe('greeter CREATE_COMPLETE');
  expect(await again.remove('greeter')).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
  await second.close();
});

it('what was under way is gone on with', async () => {
  const first = await start();
  const before = stacksOf(first);
  for (const name of ['made', 'gone']) await before.create(name, { Resources: { A: queue(), B: queue() } });
  const second = await restart(first, (status, name) => {
    if (name === 'made') return 'CREATE_IN_PROGRESS';
    return name === 'gone' ? 'DELETE_IN_PROGRESS' : status;
  });
  onTestFinished(() => rmSync(second.dataDir, { recursive: true, force: true }));
  const after = stacksOf(second);
  expect(await after.settled('made')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  await expect.poll(() => after.describe('gone').catch(String), { timeout: 20_000 }).toContain('does not exist');
  await second.close();
});
