import { describe, expect, it } from 'vitest';
import type { TraceSegment } from '#local/console/page/traces/answers.ts';
import { executionsIn, kindOf, waterfallOf } from '#local/console/page/traces/waterfall-rows.ts';

const times = (start_time: number, end_time: number) => ({ start_time, end_time });
const call = { id: 'c', name: 'Lambda', ...times(2, 4), namespace: 'aws', aws: { operation: 'Invoke' } };
const workflow: TraceSegment = {
  ...{ id: 'w', name: 'lab', ...times(1, 5), origin: 'AWS::StepFunctions::StateMachine' },
  aws: { execution_arn: 'arn:one' },
  subsegments: [
    { id: 's2', name: 'Announce', ...times(4, 5) },
    { id: 's1', name: 'Resize', ...times(2, 4), subsegments: [call] },
  ],
};
const resize: TraceSegment = {
  ...{ id: 'f', name: 'resize', ...times(3, 4), origin: 'AWS::Lambda::Function', parent_id: 'c', fault: true },
};
const inferred: TraceSegment = { id: 'i', name: 'S3', ...times(2, 3), parent_id: 's1', inferred: true };
const lines = (segments: readonly TraceSegment[]) =>
  waterfallOf(segments).map((row) => `${'-'.repeat(row.depth)}${row.part.name} ${kindOf(row)} ${row.status}`);

describe('a waterfall', () => {
  it('has each part below its caller, in the order of time, and no call twice', () => {
    expect(lines([resize, inferred, workflow])).toEqual([
      'lab StepFunctions StateMachine ok',
      '-Resize  ok',
      '--Lambda Invoke ok',
      '---resize Lambda Function fault',
      '-Announce  ok',
    ]);
  });

  it('begins with what has no caller yet', () => {
    expect(lines([resize])).toEqual(['resize Lambda Function fault']);
  });

  it('tells what goes on', () => {
    const open: TraceSegment = { id: 'o', name: 'lab', start_time: 1, in_progress: true };
    expect(waterfallOf([open])).toMatchObject([{ from: 1_000, to: undefined, status: 'running' }]);
  });

  it('ends for parts that name each other as their callers', () => {
    const [one, other] = ['a', 'b'].map((id) => ({ id, name: id, ...times(1, 2), parent_id: id === 'a' ? 'b' : 'a' }));
    expect(waterfallOf([one, other, workflow].flatMap((segment) => segment ?? []))).toHaveLength(4);
  });
});

it('executions of a trace are named once', () => {
  expect(executionsIn([workflow, resize, workflow])).toEqual(['arn:one']);
});
