import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';

const manifestSchema = z.object({ ResultFiles: z.object({ FAILED: z.array(z.object({ Key: z.string() })) }) });
const recordsSchema = z.array(
  z.object({ Error: z.optional(z.string()), Cause: z.optional(z.string()), Input: z.string() }),
);
const inputSchema = z.object({ key: z.string() });

/**
 * Every photo that a map run could not develop, by its key and why, as ResultWriter left it; none where it left nothing.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export async function failuresOf(lab: Lab, mapRunArn: string): Promise<readonly string[]> {
  const manifest = await read(lab, `library/${mapRunArn.split(':').at(-1)}/manifest.json`);
  if (manifest === undefined) return [];
  const failures: string[] = [];
  for (const { Key } of manifestSchema.parse(manifest).ResultFiles.FAILED)
    for (const { Input, Error = 'Failed', Cause } of recordsSchema.parse(await read(lab, Key))) {
      const { key } = inputSchema.parse(JSON.parse(Input));
      failures.push(`${key}: ${Cause?.replace(`${key}: `, '') ?? 'no reason was recorded'} (${Error})`);
    }
  return failures;
}

async function read({ s3, names }: Lab, Key: string): Promise<unknown> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.workBucket, Key }));
    return JSON.parse((await Body?.transformToString()) ?? 'null');
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}
