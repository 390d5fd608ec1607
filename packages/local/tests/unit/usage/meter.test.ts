import { expect, it } from 'vitest';
import { Meter } from '#local/usage/meter.ts';
import { inScope } from '#local/usage/scope.ts';

const MINUTE = 60_000;

function setUp() {
  let now = 10 * MINUTE;
  const meter = new Meter({ now: () => now });
  return { meter, at: (time: number) => (now = time) };
}

it('counts for the state of the execution that asks, and for the minute where none does', () => {
  const { meter } = setUp();
  meter.begin('parent', 'STANDARD');
  const scope = { executionArn: 'parent', state: 'Resize' };
  inScope(scope, () => meter.add('s3.put', 2));
  inScope(scope, () => meter.add('s3.put', 1));
  meter.add('s3.get', 1);
  meter.add('states.transition', 1, { executionArn: 'parent', state: 'Done' });
  const { executions, other } = meter.report();
  expect(executions[0]?.states).toEqual({ Resize: { 's3.put': 3 }, Done: { 'states.transition': 1 } });
  expect(other).toEqual({ [10 * MINUTE]: { 's3.get': 1 } });
});

it('keeps the state in what it leads to, however late', async () => {
  const { meter } = setUp();
  meter.begin('one', 'STANDARD');
  await Promise.all(
    ['A', 'B'].map((state) =>
      inScope({ executionArn: 'one', state }, async () => {
        await Promise.resolve();
        meter.add('sns.chunk', 1);
      }),
    ),
  );
  expect(meter.report().executions[0]?.states).toEqual({ A: { 'sns.chunk': 1 }, B: { 'sns.chunk': 1 } });
});

it('knows which state started an execution, and reports one with all that it started', () => {
  const { meter, at } = setUp();
  meter.begin('parent', 'STANDARD');
  const started = { executionArn: 'parent', state: 'Call' };
  at(11 * MINUTE);
  inScope(started, () => meter.begin('child', 'EXPRESS'));
  inScope({ executionArn: 'child', state: 'Call again' }, () => meter.begin('grandchild', 'EXPRESS'));
  meter.begin('other', 'STANDARD');
  meter.end('child');
  expect(meter.report('parent').executions.map(({ executionArn }) => executionArn)).toEqual([
    'parent',
    'child',
    'grandchild',
  ]);
  expect(meter.report('child').executions).toMatchObject([
    { executionArn: 'child', parent: started, begunAt: 11 * MINUTE, endedAt: 11 * MINUTE },
    { executionArn: 'grandchild' },
  ]);
  expect(meter.report('nobody').executions).toEqual([]);
});

it('counts the children of a map run as one, of the state that started it, with all that they start', () => {
  const { meter } = setUp();
  meter.begin('parent', 'STANDARD');
  const parent = { executionArn: 'parent', state: 'Each photo' };
  for (const child of ['a', 'b']) {
    meter.beginChild(child, 'EXPRESS', 'run', parent);
    inScope({ executionArn: child, state: 'Look up' }, () => meter.add('dynamodb.read-unit', 1));
    inScope({ executionArn: child, state: 'Develop' }, () => meter.begin(`of ${child}`, 'STANDARD'));
    meter.endChild(child);
  }
  const developing = { executionArn: 'run', state: 'Develop' };
  expect(meter.report('parent').executions).toMatchObject([
    { executionArn: 'parent' },
    { executionArn: 'run', kind: 'EXPRESS', parent, states: { 'Look up': { 'dynamodb.read-unit': 2 } } },
    { executionArn: 'of a', parent: developing },
    { executionArn: 'of b', parent: developing },
  ]);
});

it('a key that is lent stands for the state until it is given back', () => {
  const { meter } = setUp();
  const scope = { executionArn: 'one', state: 'Convert' };
  const giveBack = inScope(scope, () => meter.lend('ASIA1'));
  expect([meter.scopeOf('ASIA1'), meter.scopeOf('ASIA2'), meter.scopeOf(undefined)]).toEqual([
    scope,
    undefined,
    undefined,
  ]);
  giveBack();
  expect(meter.scopeOf('ASIA1')).toBeUndefined();
  meter.lend('ASIA3')();
  expect(meter.scopeOf('ASIA3')).toBeUndefined();
});

it('forgets the oldest of very many executions, but not what they used', () => {
  const { meter } = setUp();
  for (let number = 0; number <= 10_000; number++) {
    meter.begin(`${number}`, 'STANDARD');
    meter.add('states.transition', 1, { executionArn: `${number}`, state: 'A' });
  }
  const { executions, other } = meter.report();
  expect(executions).toHaveLength(10_000);
  expect(executions[0]?.executionArn).toBe('1');
  expect(other).toEqual({ [10 * MINUTE]: { 'states.transition': 1 } });
});

it('keeps a day of minutes', () => {
  const { meter, at } = setUp();
  for (let minute = 0; minute < 1_500; minute++) {
    at(minute * MINUTE);
    meter.add('s3.get', 1);
  }
  expect(Object.keys(meter.report().other)).toHaveLength(1_440);
});
