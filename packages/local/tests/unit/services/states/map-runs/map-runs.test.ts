import { expect, it } from 'vitest';
import { type MapRun, MapRuns } from '#services/states/map-runs/map-runs.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { integer } from '#store/kinds.ts';

const run = (arn: string, executionArn: string): MapRun => ({
  ...{ arn, executionArn, machineArn: 'machine', status: 'FAILED', startDate: 0, redriveCount: 0 },
  ...{ maxConcurrency: 0, toleratedFailureCount: 0, toleratedFailurePercentage: 0 },
  ...{ itemCounts: {}, executionCounts: {} },
});

it('nothing is left of the map runs of an execution that is forgotten, and all of others', async () => {
  const database = openDatabase({ file: IN_MEMORY });
  const mapRuns = new MapRuns(database, 10);
  for (const of of ['old', 'new']) {
    mapRuns.put(run(`run:${of}`, of));
    const result = { executionArn: `child:${of}`, status: 'FAILED', error: 'E', startTime: 0, stopTime: 1 } as const;
    mapRuns.children.keep(`run:${of}`, { index: 0, items: 1, name: 'child', result });
    mapRuns.failures.add(`run:${of}`, result);
  }
  await database.committed();
  mapRuns.forget('old');
  expect(mapRuns.of('old')).toEqual([]);
  expect(mapRuns.of('new').map(({ arn }) => arn)).toEqual(['run:new']);
  for (const table of ['states_map_runs', 'states_map_run_children', 'states_map_run_failures']) {
    const rows = database.query({
      sql: `SELECT count(*) AS count FROM ${table}`,
      takes: {},
      gives: { count: integer },
    });
    expect([table, rows.get({})?.count]).toEqual([table, 1]);
  }
});
