import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at } from '#tests/support/compiled.ts';
import { allStates } from '#tests/support/escaping-errors.ts';
import { root } from '#tests/support/root.ts';

const folder = join(root, 'statemachines');
const files = readdirSync(folder).filter((name) => name.endsWith('.asl.json'));
const all = files.flatMap((file) =>
  allStates(JSON.parse(readFileSync(join(folder, file), 'utf8'))).map((one) => ({ file, ...one })),
);
const tasks = all.filter(({ state }) => at(state, 'Type') === 'Task');

/** What gives back, or finishes what can no longer be given back: it is tried for longer than what takes. */
const UNDO = new Set([
  ...['Remove own variants', 'Remove leftovers', 'Withdraw claim'],
  // begin orders
  ...['Return earlier payments', 'Return payment', 'Release', 'Record undo', 'Close order', 'Park', 'Alert people'],
  ...['Queue print job', 'Use'],
  // end orders
]);

const kindOf = (name: string, state: unknown) => `${at(state, 'Resource')}, ${UNDO.has(name) ? 'undo' : 'forward'}`;

describe('calls of one kind are retried in one way', () => {
  const kinds = Map.groupBy(tasks, ({ name, state }) => kindOf(name, state));

  it.each([...kinds])('%s', (_, states) => {
    const policies = new Set(states.map(({ state }) => JSON.stringify(at(state, 'Retry'))));
    expect([...policies], states.map(({ name }) => name).join(', ')).toHaveLength(1);
  });

  it('all that undoes is among the states', () => {
    const names = new Set(tasks.map(({ name }) => name));
    expect([...UNDO].filter((name) => !names.has(name))).toEqual([]);
  });

  it('throttled functions are waited for as long whatever they do', () => {
    const functions = tasks.filter(({ state }) => at(state, 'Resource') === 'arn:aws:states:::lambda:invoke');
    const waits = new Set(functions.map(({ state }) => JSON.stringify(at(state, 'Retry.0'))));
    expect(waits.size).toBe(1);
    expect(functions.map(({ state }) => at(state, 'Retry.0.MaxAttempts'))).toEqual(functions.map(() => 200));
  });
});

describe('the files have one spelling', () => {
  it.each(files)('%s: events are named in one word, on the bus that there is', (file) => {
    const events = all.filter((one) => one.file === file && at(one.state, 'Arguments.Entries') !== undefined);
    for (const { state } of events) {
      expect(JSON.stringify(at(state, 'Arguments.Entries.0.DetailType'))).toMatch(/^"(\{%.*%\}|[A-Z][A-Za-z]+)"$/);
      expect(at(state, 'Arguments.Entries.0.EventBusName')).toBe('default');
    }
  });

  it.each(files)('%s: placeholders end in what they stand for', (file) => {
    const named = [...readFileSync(join(folder, file), 'utf8').matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
    expect(
      named.filter((name) => !/(FunctionArn|TopicArn|MachineArn|Arn|TableName|BucketName|QueueUrl)$/.test(name)),
    ).toEqual([]);
  });

  it.each(files)('%s: a Comment stands behind the Type of a state, and first elsewhere', (file) => {
    const misplaced: string[] = [];
    JSON.parse(readFileSync(join(folder, file), 'utf8'), function (this: object, key, value) {
      if (key !== 'Comment') return value;
      const keys = Object.keys(this);
      const isState = keys.includes('Type') && !keys.includes('States');
      if (keys.indexOf('Comment') !== (isState ? 1 : 0)) misplaced.push(value);
      return value;
    });
    expect(misplaced).toEqual([]);
  });

  it('what a function says of its failure is read in one way', () => {
    const readings = files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\$match\([^,]+, (\/.*?\/)\)/g)].map(
        ([, pattern]) => pattern,
      ),
    );
    expect(readings.length).toBeGreaterThan(1);
    expect(new Set(readings).size).toBe(1);
    for (const file of files)
      expect(readFileSync(join(folder, file), 'utf8')).not.toContain('$parse($states.errorOutput');
  });
});
