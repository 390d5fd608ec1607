import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '@safelight/asl/clock';
import { localPlace, systemIds } from '@safelight/asl/identity';
import { onTestFinished } from 'vitest';
import type { Authorize } from '#gateway/service.ts';
import { unrecorded } from '#local/metrics/metric.ts';
import { type Tracing, untraced } from '#local/metrics/tracing/tracing.ts';
import { unmetered } from '#local/usage/meter.ts';
import type { Delivery } from '#services/lambda/events/delivery.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import { createLambdaService, type LambdaLimits } from '#services/lambda/service.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

const COMPILE_CACHE = join(tmpdir(), 'darkroom-test-compile-cache');

interface SetupOptions {
  readonly functions: readonly LambdaFunction[];
  readonly limits?: Partial<LambdaLimits>;
  readonly authorize?: Authorize;
  readonly codeOf?: (handler: string) => Promise<string>;
  readonly clock?: Clock;
  readonly dataDir?: string;
  /** Of the database. */
  readonly file?: string;
  /** Whether a role may be used by Lambda. */
  readonly trusts?: (roleArn: string) => boolean;
  readonly tracing?: Tracing;
  readonly compileCache?: string;
}

/** Where the handlers of these tests lie. */
export const FIXTURES = fileURLToPath(new URL('.', import.meta.url));

/** A Lambda service of its own, ended with the test. */
export function setUp({
  functions,
  limits,
  authorize = () => undefined,
  codeOf = async () => FIXTURES,
  clock = systemClock,
  dataDir = mkdtempSync(join(tmpdir(), 'darkroom-lambda-')),
  file = IN_MEMORY,
  trusts = () => true,
  tracing = untraced,
  compileCache = COMPILE_CACHE,
}: SetupOptions) {
  const database = openDatabase({ file });
  const lines: string[] = [];
  const deliveries: Delivery[] = [];
  const lambda = createLambdaService({
    place: localPlace,
    clock,
    ids: systemIds,
    dataDir,
    database,
    compileCache,
    codeOf,
    endpoint: () => 'http://127.0.0.1:1',
    intercept: async () => undefined,
    lend: () => () => {},
    record: unrecorded,
    addUse: unmetered,
    credentialsFor(functionArn, roleArn) {
      if (!trusts(roleArn)) throw new Error(`${roleArn} does not trust Lambda.`);
      const secretAccessKey = functionArn.split(':').at(-1) ?? '';
      return { accessKeyId: 'ASIATEST', secretAccessKey, sessionToken: roleArn };
    },
    authorize,
    deliver: async (delivery) => void deliveries.push(delivery),
    logs: { append: (_group, _stream, events) => lines.push(...events.map(({ message }) => message)) },
    limits: { running: 2, idle: 4, idleMs: 60_000, memoryBytes: 1e9, concurrency: 100, ...limits },
    log: (line) => lines.push(line),
    tracing,
  });
  for (const definition of functions) lambda.putFunction(definition);
  onTestFinished(() => {
    lambda.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const invoke = async (functionName: string, event: unknown = {}) => {
    const { payload, functionError } = await lambda.invoke({ functionName, payload: JSON.stringify(event) });
    return { result: JSON.parse(payload), functionError };
  };
  const stop = () => {
    lambda.close();
    database.close();
  };
  return { lambda, lines, deliveries, invoke, stop };
}

/** A request as the gateway would hand it over. */
export const request = (method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}) => {
  const url = new URL(path, 'http://127.0.0.1');
  return {
    id: systemIds.uuid(),
    method,
    rawPath: url.pathname,
    query: url.searchParams,
    headers,
    body: Readable.from(Buffer.from(body)),
    trailers: {},
    principal: { kind: 'developer' as const, arn: 'arn:aws:iam::000000000000:user/developer' },
    endpoint: 'http://127.0.0.1:1',
  };
};
