import { expect, it } from 'vitest';
import type { MapState } from '#asl/definition/types.ts';
import type { Json, JsonObject } from '#asl/json.ts';
import type { ObjectPort, TaskPort } from '#asl/ports.ts';
import { bytes, distributed, oddFails } from '#tests/support/distributed.ts';
import { machineOf, noObjects, noTasks, run, testPorts } from '#tests/support/run.ts';

it('tells of a map run from start to end', async () => {
  const reports: JsonObject[] = [];
  const ports = testPorts();
  const children = { ...ports.children, mapRun: (report: JsonObject) => void reports.push(report) };
  await run(machineOf(distributed({ ToleratedFailureCount: 1 })), [1, 2], { ...ports, tasks: oddFails, children });
  expect(reports.at(0)).toMatchObject({ status: 'RUNNING', itemCounts: { total: 0 } });
  expect(reports.at(-1)).toMatchObject({
    status: 'SUCCEEDED',
    itemCounts: { total: 2, succeeded: 1, failed: 1, running: 0 },
  });
});

it.each<[string, Partial<MapState>, Json, object, object]>([
  ['of an array', {}, [1, 2, 3], { total: 3, pending: 2 }, { total: 3, pending: 2 }],
  [
    'in batches',
    { ItemBatcher: { MaxItemsPerBatch: 2 } },
    [1, 2, 3],
    { total: 3, pending: 1, running: 2 },
    { total: 1, pending: 0 },
  ],
  [
    'that are read',
    {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { Bucket: 'b', Key: 'k' },
      },
    },
    {},
    { total: 1, pending: 0 },
    { total: 1, pending: 0 },
  ],
])('items %s are pending as far as one knows them', async (_, more, input, itemCounts, executionCounts) => {
  const ports = testPorts();
  const told: JsonObject[] = [];
  let now = (): JsonObject => ({});
  const children: typeof ports.children = {
    ...ports.children,
    mapRun: (_report, control) => {
      now = control.now;
    },
  };
  const tasks: TaskPort = {
    ...noTasks,
    async request({ parameters }) {
      told.push(now());
      return parameters;
    },
  };
  const objects: ObjectPort = { ...noObjects, get: async () => bytes('[1, 2, 3]') };
  await run(machineOf(distributed({ MaxConcurrency: 1, ...more })), input, { ...ports, tasks, children, objects });
  expect(told[0]).toMatchObject({ itemCounts, executionCounts });
  expect(now()).toMatchObject({ itemCounts: { total: 3, pending: 0 } });
});
