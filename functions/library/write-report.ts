import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { chartOf } from './chart.ts';
import { readTallies } from './read-tallies.ts';
import { type ReportInput, reportInput } from './report-input.ts';
import { sheetOf } from './sheet.ts';
import { addUp } from './tally.ts';

const outputBucket = required('OUTPUT_BUCKET');

/** Where a report lies, in the output bucket, and of how many items it is. */
export interface Report {
  readonly items: number;
  readonly bucket: string;
  readonly csv: string;
  readonly json: string;
  readonly svg: string;
}

/** Adds up what was counted, and writes it as a table, as a document and as a chart. Doing it twice writes the same. */
async function report({ made, from, title, chart, sums, tallies, folder, executionArn }: ReportInput): Promise<Report> {
  const groups = await addUp(readTallies(s3, tallies));
  const document = { from, title, made, execution: executionArn, sums, groups };
  const drawn = groups[chart] ?? [];
  // Months and the like are drawn in their order, anything else by its size.
  const bars = chart === 'month' ? drawn.toSorted((a, b) => (a.value < b.value ? 1 : -1)) : drawn;
  const csv = await put(`${folder}/report.csv`, 'text/csv; charset=utf-8', sheetOf(groups, sums));
  const json = await put(`${folder}/report.json`, 'application/json', JSON.stringify(document, undefined, 1));
  const svg = await put(`${folder}/report.svg`, 'image/svg+xml', chartOf(`${title}, by ${chart}`, bars));
  return { items: groups.total?.[0]?.count ?? 0, bucket: outputBucket, csv, json, svg };
}

async function put(Key: string, ContentType: string, text: string): Promise<string> {
  const Body = Buffer.from(text);
  await s3.send(new PutObjectCommand({ Bucket: outputBucket, Key, Body, ContentType, CacheControl: 'no-store' }));
  return Key;
}

export const handler = createHandler({
  input: reportInput,
  correlate: ({ executionArn }) => ({ executionArn }),
  run: report,
});
