import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { BatchGetTracesCommand, UpdateSamplingRuleCommand, XRayClient } from '@aws-sdk/client-xray';
import { systemClock } from '@safelight/asl/clock';
import { watchOne } from '#lab/once/watch-one.ts';
import { samplePhoto } from '#lab/sample-photo.ts';
import type { TestLab } from '#tests/support/system.ts';

/** Those of whom a photo's trace tells, from its claim to its announcement. */
export const TRACED = [
  ...['image-processing', 'image-metadata', 'image-inspect', 'image-resize', 'image-convert', 'metadata-read'],
  ...['Claim photo', 'Announce developed', 'Tell people'],
] as const;

/** For a photo, and then for its trace: nothing is waited for forever. */
const PATIENCE_MS = 300_000;
const LOOK_MS = 100;

/** Develops a photo with everything recorded, and resolves with the id of its trace once that is whole. Rejects where it never is. */
export async function tracedPhoto(system: TestLab, Key = 'traced.jpg'): Promise<string> {
  const xray = new XRayClient(system);
  const everything = { RuleName: 'Default', FixedRate: 1 };
  await xray.send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: everything }));
  const { s3, states, names } = await system.lab();
  await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key, Body: await samplePhoto() }));
  const { executionArn } = await watchOne(await system.lab(), Key, { clock: systemClock, patienceMs: PATIENCE_MS });
  const { traceHeader = '' } = await states.send(new DescribeExecutionCommand({ executionArn }));
  const root = /^Root=([^;]+)/.exec(traceHeader)?.[1] ?? '';
  const giveUpAt = systemClock.now() + PATIENCE_MS;
  for (;;) {
    const missing = await missingFrom(xray, root);
    if (missing.length === 0) return root;
    if (systemClock.now() > giveUpAt)
      throw new Error(`The trace ${root} of ${Key} is not whole: ${missing.join(', ')} did not tell of it.`);
    await systemClock.sleep(LOOK_MS);
  }
}

/** Who has not told all of a trace yet: functions do so after their workflow. */
async function missingFrom(xray: XRayClient, root: string): Promise<readonly string[]> {
  const { Traces } = await xray.send(new BatchGetTracesCommand({ TraceIds: [root] }));
  const documents = (Traces?.[0]?.Segments ?? []).map(({ Document = '' }) => Document);
  const told = (name: string) => documents.some((document) => document.includes(`${name}"`));
  const goesOn = documents.some((document) => document.includes('"in_progress":true'));
  return [...TRACED.filter((name) => !told(name)), ...(goesOn ? ['a segment in progress'] : [])];
}
