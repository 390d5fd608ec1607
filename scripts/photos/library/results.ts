import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import { whyOf } from '../../lib/why.ts';

const manifestSchema = z.object({ ResultFiles: z.object({ FAILED: z.array(z.object({ Key: z.string() })) }) });
const recordsSchema = z.array(z.unknown());
const recordSchema = z.object({
  Status: z.optional(z.string()),
  Error: z.optional(z.string()),
  Cause: z.optional(z.string()),
  Input: z.string(),
});
const nestedSchema = z.object({ Status: z.string(), Error: z.optional(z.string()), Cause: z.optional(z.string()) });
/** What a Standard child gets, and an Express one. */
const photoSchema = z.object({ key: z.string() });
const inputSchema = z.union([photoSchema, z.object({ photo: photoSchema }).transform(({ photo }) => photo)]);

/** Every photo that a map run could not develop, by its key and why. */
export const failuresOf = (lab: Lab, folder: string): Promise<readonly string[]> =>
  recordsOf(
    lab,
    folder,
    ({ Input, ...failure }) => `${inputSchema.parse(JSON.parse(Input)).key}: ${reasonOf(failure)}`,
  );

/** Why children failed whose input is no photo. */
export const reasonsOf = (lab: Lab, folder: string): Promise<readonly string[]> => recordsOf(lab, folder, reasonOf);

type FailedRecord = z.output<typeof recordSchema>;

/**
 * A line for each child that failed, as ResultWriter left it in `folder`; none where it left nothing, and none for those that were only
 * under way when the map run ended. What of it cannot be read is named in its place.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
async function recordsOf(
  lab: Lab,
  folder: string,
  lineOf: (record: FailedRecord) => string,
): Promise<readonly string[]> {
  const failures: string[] = [];
  const look = async (name: string, reading: () => unknown): Promise<void> => {
    try {
      await reading();
    } catch (error) {
      failures.push(`${name} cannot be read: ${whyOf(error)}`);
    }
  };
  const name = `${folder}/manifest.json`;
  await look(name, async () => {
    const manifest = await read(lab, name);
    if (manifest === undefined) return;
    for (const { Key } of manifestSchema.parse(manifest).ResultFiles.FAILED)
      await look(Key, async () => {
        for (const record of recordsSchema.parse(await read(lab, Key)))
          await look(Key, () => {
            const parsed = recordSchema.parse(record);
            if (parsed.Status !== 'ABORTED') failures.push(lineOf(parsed));
          });
      });
  });
  return failures;
}

export interface Failure {
  readonly Error?: string | undefined;
  readonly Cause?: string | undefined;
}

/** Of a nested execution that failed, its own; of a photo that was rejected, the code and the sentence of its row. */
export function reasonOf({ Error: error, Cause: cause = '' }: Failure): string {
  const rejection = /Rejected\.\w+: .*/s.exec(cause)?.[0];
  if (rejection !== undefined) return rejection;
  const nested = nestedSchema.safeParse(parsed(cause));
  if (!nested.success) return [error, cause].filter(Boolean).join(': ') || 'no reason was recorded';
  const { Status, Error: name = `developing it ended ${Status}`, Cause } = nested.data;
  return Cause === undefined ? name : `${name}: ${Cause}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

async function read({ s3, names }: Lab, Key: string): Promise<unknown> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.workBucket, Key }));
    const text = (await Body?.transformToString()) ?? 'null';
    return Key.endsWith('.jsonl') ? linesOf(text) : JSON.parse(text);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}
