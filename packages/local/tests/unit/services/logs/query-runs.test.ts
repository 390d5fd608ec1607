import { setImmediate } from 'node:timers/promises';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#services/logs/insights/query.ts';
import { QueryRuns } from '#services/logs/insights/query-runs.ts';
import { runQuery } from '#services/logs/insights/run-query.ts';
import { LogStore } from '#services/logs/store/log-store.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

/** Each time one higher. */
const counter = (by: number) => {
  let now = 0;
  return () => {
    now += by;
    return now;
  };
};

function host() {
  const next = counter(1);
  // By this clock every step takes longer than others may wait.
  const runs = new QueryRuns({ ids: { uuid: () => `query-${next()}` }, clock: { now: counter(1_000) } });
  const store = new LogStore(openDatabase({ file: IN_MEMORY }), new ManualClock());
  const lines = Array.from({ length: 1_200 }, (_, at) => ({ timestamp: 1_000 + at, message: `line ${at % 7}` }));
  store.append('g', 's', lines);
  const start = (query: string, limit = 10_000) =>
    runs.start(runQuery(parseQuery(query), [{ log: 'g', pages: store.pagesBack('g', {}) }], limit));
  return { runs, store, start };
}

async function ended(runs: QueryRuns, id: string) {
  let turns = 0;
  for (; ['Scheduled', 'Running'].includes(runs.get(id).status); turns += 1) await setImmediate();
  return { ...runs.get(id), turns };
}

describe('queries of Insights', () => {
  it.each([
    'fields @message',
    'filter @message like /3/ | sort @message asc',
    'parse "line *" as number | stats count(*) by number',
    'dedup @message',
  ])('lets others go between, in each of its parts: %s', async (query) => {
    const { runs, start } = host();
    const { status, found, turns } = await ended(runs, start(query));
    expect(status).toBe('Complete');
    expect(found.recordsScanned).toBe(1_200);
    // Each event is a step that is read, and at least one of the command.
    expect(turns).toBeGreaterThan(2_000);
  });

  it('run one after the other, and the second waits', async () => {
    const { runs, start } = host();
    const [first, second] = [start('fields @message'), start('limit 1')];
    expect(runs.get(first).status).toBe('Scheduled');
    await setImmediate();
    expect([first, second].map((id) => runs.get(id).status)).toEqual(['Running', 'Scheduled']);
    expect((await ended(runs, second)).found.rows).toHaveLength(1);
    expect(runs.get(first).status).toBe('Complete');
  });

  it('are a hundred at most, and one more when they have ended', async () => {
    const { runs, start } = host();
    const ids = Array.from({ length: 100 }, () => start('limit 1', 1));
    expect(() => start('limit 1')).toThrow('No more than 100 queries can run at the same time.');
    await ended(runs, ids.at(-1) ?? '');
    expect((await ended(runs, start('limit 1'))).status).toBe('Complete');
    expect(() => runs.get(ids[0] ?? '')).toThrow('The specified query query-1 does not exist.');
  });

  it('what is written meanwhile shifts nothing', async () => {
    const { runs, store, start } = host();
    const id = start('fields @message');
    for (let at = 0; at < 50; at += 1) {
      store.append('g', 's', [{ timestamp: 5_000 + at, message: 'new' }]);
      await setImmediate();
    }
    const { found } = await ended(runs, id);
    const pointers = found.rows.map((row) => row.get('@ptr'));
    expect(new Set(pointers).size).toBe(pointers.length);
    expect(pointers.length).toBeGreaterThanOrEqual(1_200);
  });
});
