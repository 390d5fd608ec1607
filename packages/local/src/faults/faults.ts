import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '@safelight/asl/clock';
import type { Random } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { GatewayRequest, Service } from '#gateway/service.ts';
import { type Effect, type Fault, FaultError, parseFaults } from '#local/faults/fault.ts';

/** Faults for everything, and those that one request asks for by its header `x-local-fault`. */
export interface Faults {
  /** Draws the faults that strike now. */
  strike(target: string, isMine: (effect: Effect) => boolean): readonly Effect[];
  /** Runs what answers a request, with the faults of its header beside the others. */
  during<T>(request: GatewayRequest, answer: () => Promise<T>): Promise<T>;
}

export interface FaultDeps {
  readonly faults: readonly Fault[];
  readonly random: Random;
  /** One line for each fault that strikes. */
  readonly log: (line: string) => void;
}

export const FAULT_HEADER = 'x-local-fault';

export function createFaults({ faults, random, log }: FaultDeps): Faults {
  const ofRequest = new AsyncLocalStorage<readonly Fault[]>();
  return {
    strike(target, isMine) {
      const struck = [...faults, ...(ofRequest.getStore() ?? [])].filter(
        ({ effect, hits, rate }) => isMine(effect) && hits(target) && random.next() < rate,
      );
      for (const { text } of struck) log(`Fault: ${text} strikes ${target}`);
      return struck.map(({ effect }) => effect);
    },
    async during(request, answer) {
      const header = request.headers[FAULT_HEADER];
      // None of its own: and what it inherits, when another request led to this one in the same process, is not meant for it.
      return ofRequest.run(header === undefined ? [] : readHeader(header), answer);
    },
  };
}

function readHeader(header: string): readonly Fault[] {
  try {
    return parseFaults(header);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new AwsError('InvalidArgument', `${FAULT_HEADER}: ${error.message}`, 400);
  }
}

/** A service whose requests the faults strike before it sees them. */
export const strickenService = (service: Service, faults: Faults, clock: Clock): Service => ({
  ...service,
  handle: (request) =>
    faults.during(request, async () => {
      await strikeRequest(service.signingName, request, faults, clock);
      return service.handle(request);
    }),
});

async function strikeRequest(signingName: string, request: GatewayRequest, faults: Faults, clock: Clock) {
  const ofWire = (effect: Effect) => {
    if (effect.kind === 'slow-down') return signingName === 's3';
    return (effect.kind === 'throttle' || effect.kind === 'delay') && isWire(effect.service, signingName);
  };
  for (const effect of faults.strike(targetOf(signingName, request), ofWire)) {
    if (effect.kind === 'delay') await clock.sleep(effect.ms);
    else throw effect.kind === 'slow-down' ? slowDown() : throughputExceeded();
  }
}

/** Functions are struck where they are invoked, for not every invocation comes over the wire. */
const isWire = (service: string, signingName: string) => service === signingName && service !== 'lambda';

/** A bucket of S3; elsewhere an operation. */
function targetOf(signingName: string, { headers, rawPath }: GatewayRequest): string {
  if (signingName !== 's3') return headers['x-amz-target']?.split('.').at(-1) ?? '';
  const host = /^(.+?)(?:\.s3)?\.localhost(?::\d+)?$/.exec(headers.host ?? '')?.[1];
  return host !== undefined && host !== 's3' ? host : (rawPath.split('/')[1] ?? '');
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const slowDown = () => new AwsError('SlowDown', 'Please reduce your request rate.', 503);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const throughputExceeded = () =>
  new AwsError(
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  );
