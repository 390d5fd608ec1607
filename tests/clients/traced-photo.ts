import { setTimeout as sleep } from 'node:timers/promises';
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

/** Develops a photo with everything recorded, and resolves with the id of its trace once that is whole; whoever waits has a time-out. */
export async function tracedPhoto(system: TestLab, Key = 'traced.jpg'): Promise<string> {
  const xray = new XRayClient(system);
  const everything = { RuleName: 'Default', FixedRate: 1 };
  await xray.send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: everything }));
  const { s3, states, names } = await system.lab();
  await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key, Body: await samplePhoto() }));
  const { executionArn } = await watchOne(await system.lab(), Key, { clock: systemClock, patienceMs: 300_000 });
  const { traceHeader = '' } = await states.send(new DescribeExecutionCommand({ executionArn }));
  const root = /^Root=([^;]+)/.exec(traceHeader)?.[1] ?? '';
  while (!(await isWhole(xray, root))) await sleep(100);
  return root;
}

/** Nothing of it goes on, and everybody has told: functions do so after their workflow. */
async function isWhole(xray: XRayClient, root: string): Promise<boolean> {
  const { Traces } = await xray.send(new BatchGetTracesCommand({ TraceIds: [root] }));
  const documents = (Traces?.[0]?.Segments ?? []).map(({ Document = '' }) => Document);
  const told = (name: string) => documents.some((document) => document.includes(`${name}"`));
  return documents.every((document) => !document.includes('"in_progress":true')) && TRACED.every(told);
}
