import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { TraceStore } from '#services/xray/store/trace-store.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { BEGUN, id, photo, segment, TRACE, texts, traceId } from './made.ts';

const HOUR_MS = 3_600_000;
const open = (limits = {}, clock = new ManualClock()) => ({
  clock,
  store: new TraceStore(openDatabase({ file: IN_MEMORY }), clock, undefined, limits),
});

it('subsegments that come by themselves, in any order, are where they belong', () => {
  const { store } = open();
  store.put(texts(...photo).reverse());
  const [lab, resize, table] = store.find(TRACE)?.segments ?? [];
  expect(lab?.subsegments).toMatchObject([{ id: id(2), name: 'Lambda' }]);
  expect(resize?.subsegments).toMatchObject([{ name: 'DynamoDB' }]);
  expect(table).toMatchObject({
    name: 'DynamoDB',
    aws: { table_name: 'images' },
    origin: 'AWS::DynamoDB::Table',
    inferred: true,
    parent_id: id(4),
  });
});

it('a segment that was in progress is replaced by the whole one', () => {
  const { store } = open();
  store.put(texts(segment(1, { end_time: undefined, in_progress: true })));
  store.put(texts(segment(1)));
  expect(store.find(TRACE)?.segments).toEqual([segment(1)]);
});

it('a trace is there for three hours after something was added', async () => {
  const { store, clock } = open();
  store.put(texts(segment(1)));
  await clock.advance(2 * HOUR_MS);
  store.put(texts(segment(2)));
  await clock.advance(3 * HOUR_MS);
  expect(store.find(TRACE)?.segments).toHaveLength(2);
  await clock.advance(1);
  expect(store.find(TRACE)).toBeUndefined();
});

it('the oldest traces are forgotten beyond a size', async () => {
  const { store, clock } = open({ bytes: 20_000 });
  for (let n = 0; n < 100; n++) {
    await clock.advance(1);
    store.put(texts(segment(1, { trace_id: traceId(n), metadata: 'x'.repeat(1_000) })));
  }
  const kept = Array.from({ length: 100 }, (_, n) => n).filter((n) => store.find(traceId(n)) !== undefined);
  expect(kept.at(-1)).toBe(99);
  expect(kept.length).toBeLessThan(20);
  expect(kept[0]).toBe(100 - kept.length);
});

it.each([
  ['one by one', [[1], [2], [3]]],
  ['together', [[1, 2, 3]]],
])('what is beyond the size of a trace is refused, and the trace says so: sent %s', (_, sent) => {
  const { store } = open({ traceBytes: 3_000 });
  const large = (n: number) => segment(n, { metadata: 'x'.repeat(1_000) });
  const refused = sent.flatMap((numbers) => store.put(texts(...numbers.map(large))));
  expect(refused).toEqual([
    { Id: id(3), ErrorCode: 'InvalidSegment', Message: 'Invalid segment. ErrorCode: InvalidSegment' },
  ]);
  expect(store.find(TRACE)).toMatchObject({ isFull: true, segments: [{ id: id(1) }, { id: id(2) }] });
});

it('a trace whose id is older than thirty days is refused', () => {
  const { store } = open();
  const days = (n: number) => segment(1, { trace_id: traceId(1, BEGUN - n * 24 * 3600) });
  expect(store.put(texts(days(31), days(29)))).toEqual([
    { Id: id(1), ErrorCode: 'InvalidTraceId', Message: 'Invalid segment. ErrorCode: InvalidTraceId' },
  ]);
});
