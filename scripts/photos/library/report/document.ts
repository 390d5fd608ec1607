import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';

const amount = z.number();

const reportSchema = z.object({
  from: z.enum(['LIBRARY', 'CSV']),
  title: z.string(),
  sums: z.array(z.string()),
  groups: z.record(
    z.string(),
    z.array(z.object({ value: z.string(), count: amount, skipped: amount, sums: z.record(z.string(), amount) })),
  ),
});

/** The report as the workflow left it. */
export type Report = z.output<typeof reportSchema>;

/** Where the files of a report lie: the output of the workflow. */
export const filesSchema = z.object({ bucket: z.string(), csv: z.string(), json: z.string(), svg: z.string() });
export type ReportFiles = z.output<typeof filesSchema>;

export async function readReport({ s3 }: Lab, { bucket, json }: ReportFiles): Promise<Report> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: json }));
  return reportSchema.parse(JSON.parse((await Body?.transformToString()) ?? 'null'));
}
