import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListStateMachinesCommand, SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { startSystem } from '@safelight/local/testing/start-system';
import { describe, expect, it, onTestFinished } from 'vitest';
import { studyStack } from '#lab/study-stack.ts';
import { root } from '#tests/support/root.ts';
import { runMain } from '#tests/support/run-main.ts';

const folder = join(root, 'study');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.asl.json'))
  .map((name) => name.replace('.asl.json', ''));
const json = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));

describe('workflows to play with', () => {
  it.each(names)('%s runs with its input and its mocks as they expect', async (name) => {
    const [file, input, mocks] = [`${name}.asl.json`, `inputs/${name}.json`, `mocks/${name}.json`];
    const words = [
      'test',
      join(folder, file),
      '--input',
      join(folder, input),
      '--mocks',
      join(folder, mocks),
      '--json',
    ];
    const { out } = await runMain('node_modules/@safelight/asl/src/cli/main.ts', words);
    expect(JSON.parse(out)).toMatchObject(json(`mocks/${name}.json`).expect);
  });
});

describe('the stack beside the lab', () => {
  it('is there when it is wanted, and gone when it is not', async () => {
    const template = { Resources: {} };
    const first = await startSystem({ root, template, beside: [await studyStack(root, true)], keepData: true });
    const config = { ...first, disableHostPrefix: true };
    const states = new SFNClient(config);
    const { stateMachines = [] } = await states.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map(({ name }) => name).toSorted()).toEqual([
      ...['study-approval', 'study-eight-states', 'study-express', 'study-greeting-jsonpath'],
      ...['study-retry', 'study-standard'],
    ]);
    const stateMachineArn = stateMachines.find(({ name }) => name === 'study-express')?.stateMachineArn;
    const input = JSON.stringify(json('inputs/greeting-jsonata.json'));
    const answer = await states.send(new StartSyncExecutionCommand({ stateMachineArn, input }));
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '{"greeting":"Good day, Ada.","language":"en"}' });
    const { Stacks = [] } = await new CloudFormationClient(config).send(new DescribeStacksCommand({}));
    expect(Stacks.map(({ StackName }) => StackName)).toContain('darkroom-study');
    await first.close();

    const second = await startSystem({
      root,
      template,
      dataDir: first.dataDir,
      beside: [await studyStack(root, false)],
    });
    onTestFinished(() => second.close());
    const after = await new SFNClient({ ...second }).send(new ListStateMachinesCommand({}));
    expect(after.stateMachines).toEqual([]);
  });
});
