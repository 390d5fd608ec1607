import { beforeAll, expect, it } from 'vitest';
import { BUCKETS, imageFunctions } from '#tests/support/image-functions.ts';

let functions: Awaited<ReturnType<typeof imageFunctions>>;
beforeAll(async () => {
  functions = await imageFunctions();
});

const folder = 'library/run/tallies/map';
const input = {
  executionArn: 'arn',
  made: '2026-06-22T03:00:00Z',
  from: 'LIBRARY',
  title: 'The library',
  chart: 'month',
  sums: ['failed'],
  tallies: { bucket: BUCKETS.work, key: `${folder}/manifest.json` },
  folder: 'reports/run',
};
const put = (key: string, text: string) => functions.world.put(`${BUCKETS.work}/${key}`, Buffer.from(text));
const stored = (end: string) =>
  String(functions.world.objects.get(`${BUCKETS.output}/reports/run/report.${end}`)?.bytes);
const line = (by: string, is: string, count: number) =>
  JSON.stringify({ by, is, count, skipped: 0, sums: { failed: 1 } });

it('adds up the files that the manifest names, and writes a table, a document and a chart', async () => {
  put(`${folder}/SUCCEEDED_0.jsonl`, [line('total', 'all', 2), line('month', '2026-05', 2)].join('\n'));
  put(`${folder}/SUCCEEDED_1.jsonl`, `${[line('total', 'all', 3), line('month', '2026-06', 3)].join('\n')}\n`);
  put(`${folder}/SUCCEEDED_2.jsonl`, 'of another run');
  const files = [0, 1].map((n) => ({ Key: `${folder}/SUCCEEDED_${n}.jsonl`, Size: 1 }));
  put(`${folder}/manifest.json`, JSON.stringify({ ResultFiles: { SUCCEEDED: files, FAILED: [], PENDING: [] } }));
  expect(await functions.writeReport(input)).toEqual({
    items: 5,
    bucket: BUCKETS.output,
    csv: 'reports/run/report.csv',
    json: 'reports/run/report.json',
    svg: 'reports/run/report.svg',
  });
  expect(stored('csv')).toBe(
    'by,value,count,failed,skipped\r\ntotal,all,5,2,0\r\nmonth,2026-06,3,1,0\r\nmonth,2026-05,2,1,0\r\n',
  );
  expect(JSON.parse(stored('json'))).toMatchObject({
    from: 'LIBRARY',
    title: 'The library',
    made: input.made,
    groups: { total: [{ count: 5 }] },
  });
  expect(stored('svg')).toMatch(/^<svg [\s\S]*2026-06[\s\S]*2026-05[\s\S]*<\/svg>\n$/);
});

it('of nothing is a report too', async () => {
  put(`${folder}/manifest.json`, JSON.stringify({ ResultFiles: { SUCCEEDED: [] } }));
  expect(await functions.writeReport(input)).toMatchObject({ items: 0 });
  expect(stored('csv')).toBe('by,value,count,failed,skipped\r\n');
});
