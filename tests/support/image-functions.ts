import type { Context } from 'aws-lambda';
import { vi } from 'vitest';
import { MemoryS3 } from './memory-s3.ts';
import { testVariants } from './variants.ts';

export const BUCKETS = { source: 'lab-source', work: 'lab-work', output: 'lab-output' } as const;

/** What Lambda tells a function of its invocation. */
const context: Context = {
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'image',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:image',
  logGroupName: '/aws/lambda/image',
  logStreamName: 'stream',
  memoryLimitInMB: '1769',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** The deployed handlers, on buckets in memory. Sets the environment before any of them is loaded. */
export async function imageFunctions() {
  for (const [name, value] of Object.entries({
    STAGE: 'dev',
    WORK_BUCKET: BUCKETS.work,
    OUTPUT_BUCKET: BUCKETS.output,
    AWS_REGION: 'us-east-1',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_SERVICE_NAME: 'test',
  })) {
    vi.stubEnv(name, value);
  }
  vi.doMock('#functions/shared/variants.ts', () => ({ variantsOf: () => testVariants }));
  const world = new MemoryS3();
  const { s3 } = await import('#functions/shared/clients.ts');
  vi.spyOn(s3, 'send').mockImplementation(world.send);
  const load = async (module: Promise<{ readonly handler: Handler }>) => {
    const { handler } = await module;
    return (event: unknown) => handler(event, context);
  };
  return {
    world,
    inspect: await load(import('#functions/images/inspect.ts')),
    resize: await load(import('#functions/images/resize.ts')),
    convert: await load(import('#functions/images/convert.ts')),
    cleanup: await load(import('#functions/images/cleanup.ts')),
    read: await load(import('#functions/metadata/read.ts')),
    writeReport: await load(import('#functions/library/write-report.ts')),
  };
}
