import * as z from 'zod/mini';

const text = z.string('is not a text');

/** @example events/library-report.json */
export const reportInput = z.object({
  executionArn: text,
  /** When the report was asked for, in ISO 8601. */
  made: text,
  /** What it is on: photos, or the rows of a CSV, whose columns have names of their own. */
  from: z.enum(['LIBRARY', 'CSV']),
  title: text,
  /** What of the groups is drawn, such as `month`. */
  chart: text,
  /** Names of the sums, in the order of their columns. */
  sums: z.array(text),
  /** The manifest that ResultWriter left of what the children counted. */
  tallies: z.object({ bucket: text, key: text }),
  /** Below which the report is put into the output bucket. */
  folder: text,
});
export type ReportInput = z.output<typeof reportInput>;
