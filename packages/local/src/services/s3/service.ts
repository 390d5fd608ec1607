import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CredentialStore } from '#gateway/credentials.ts';
import type { Authorize, GatewayRequest, GatewayResponse, Service } from '#gateway/service.ts';
import type { PublishEvent } from '#local/events/event.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { readAddress } from '#services/s3/address.ts';
import { authorizeCall } from '#services/s3/condition-keys.ts';
import { createS3Events } from '#services/s3/events.ts';
import { sweepLifecycle } from '#services/s3/lifecycle.ts';
import {
  bucketArn,
  type ResourcePolicies,
  type S3Call,
  type S3Context,
  type S3Operation,
} from '#services/s3/operation.ts';
import { createOperations } from '#services/s3/operations.ts';
import { applyPolicies, refusesPublic, removePolicies } from '#services/s3/public-access.ts';
import { checkOwner, checkRequest } from '#services/s3/request-schema.ts';
import { createRouter } from '#services/s3/router.ts';
import { corsHeaders, preflight } from '#services/s3/settings/cors-answers.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';
import { Buckets } from '#services/s3/store/buckets.ts';
import type { Database } from '#store/database.ts';

export interface S3Deps {
  readonly database: Database;
  /** The bytes of objects lie below `dataDir/s3`. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly publish: PublishEvent;
  /** For uploads from forms, which are signed in a field of the form. */
  readonly credentials: CredentialStore;
  /** Where bucket policies take effect; without it they are only kept. */
  readonly policies?: ResourcePolicies;
  /** One line about housekeeping that failed. */
  readonly log?: (line: string) => void;
}

export interface S3Service {
  readonly service: Service;
  /** The operations of the API that are done here, by name. */
  readonly operations: readonly string[];
  /** Creates the bucket unless it is there. */
  ensureBucket(name: string): void;
  /** Throws `NoSuchBucket`. */
  configureBucket(name: string, change: Partial<Omit<BucketConfig, 'createdAt'>>): void;
  /** Throws `NoSuchBucket`, and AWS's error for a policy that it refuses. */
  putBucketPolicy(name: string, document: unknown): void;
  /** Throws `NoSuchBucket`. */
  deleteBucketPolicy(name: string): void;
  /** Throws `BucketNotEmpty` while any version is left. */
  deleteBucket(name: string): void;
  /** Begins the housekeeping: what a crash left behind goes at once, what lifecycle rules let go every hour. */
  start(): void;
  /** What lifecycle rules let go, now. */
  sweep(): void;
  close(): void;
}

/** Amazon S3 in a folder: what the operations do lies in a file each, what they keep in `store/`. */
export function createS3Service(deps: S3Deps): S3Service {
  const { database, dataDir, clock, ids, place, authorize, credentials } = deps;
  const policies = deps.policies ?? new PolicyStore(place);
  const buckets = new Buckets({
    ...{ database, dataDir, clock },
    onConfigured: (name, config) => applyPolicies(policies, name, config),
  });
  const context: S3Context = {
    buckets,
    clock,
    ids,
    place,
    authorize,
    credentials,
    policies,
    events: createS3Events(deps),
  };
  const stopped = new AbortController();
  const operations = createOperations(context);
  return {
    service: wireService(context, operations),
    operations: operations.map(({ name }) => name),
    ensureBucket(name) {
      if (!buckets.find(name)) buckets.create(name);
    },
    configureBucket(name, change) {
      buckets.get(name).configure(change);
    },
    putBucketPolicy: (name, document) => putPolicy(context, name, document),
    deleteBucketPolicy(name) {
      buckets.get(name).removePolicy();
    },
    deleteBucket(name) {
      buckets.delete(name);
      removePolicies(policies, name);
    },
    start() {
      keepHouse(context, stopped.signal, deps.log).catch((error) => deps.log?.(`S3 housekeeping: ${error}`));
    },
    sweep: () => sweepLifecycle(context),
    close: () => stopped.abort(),
  };
}

function putPolicy({ buckets, policies }: S3Context, name: string, document: unknown): void {
  const bucket = buckets.get(name);
  const policy = policies.checkResourcePolicy(bucketArn(name), document);
  if (refusesPublic(bucket.config, policy)) {
    const why = 'Public policies are prevented by the BlockPublicPolicy setting of the bucket';
    throw new AwsError('AccessDenied', why, 403);
  }
  bucket.configure({ policy: JSON.stringify(policy.written) });
}

const SWEEP_MS = 3_600_000;

async function keepHouse(context: S3Context, stopped: AbortSignal, log: S3Deps['log']): Promise<void> {
  const swept = await context.buckets.sweep();
  if (swept > 0) log?.(`S3: ${swept} ${swept === 1 ? 'file' : 'files'} that belonged to no object removed`);
  while (!stopped.aborted) {
    sweepLifecycle(context);
    await context.clock.sleep(SWEEP_MS, stopped).catch(() => undefined);
  }
}

function wireService(context: S3Context, operations: readonly S3Operation[]): Service {
  const route = createRouter(operations);
  const perform = async (call: S3Call) => {
    const operation = route(call);
    checkRequest(call, operation);
    if (context.buckets.find(call.bucket)) checkOwner(call, context.place.accountId);
    for (const access of operation.access(call)) authorizeCall(context, call, access);
    return operation.run(call);
  };
  return {
    signingName: 's3',
    protocol: 'rest-xml',
    async handle(request) {
      const call = { request: withHoisted(request), ...readAddress(request) };
      const cors = context.buckets.find(call.bucket)?.config.cors ?? [];
      if (request.method === 'OPTIONS') return preflight(call, cors);
      if (request.headers.origin === undefined) return perform(call);
      return withHeaders(corsHeaders(request, cors), () => perform(call));
    },
  };
}

/** SDKs put what a presigned request says into its query: there it counts as in a header. Sums of an unknown payload do not. */
function withHoisted(request: GatewayRequest): GatewayRequest {
  if (!request.query.has('X-Amz-Signature')) return request;
  const hoisted = [...request.query].filter(([name]) => /^x-amz-(?!checksum-|sdk-checksum-)/.test(name));
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(hoisted) } };
}

/** A browser must be able to read an error too. */
async function withHeaders(
  headers: Readonly<Record<string, string>>,
  act: () => Promise<GatewayResponse>,
): Promise<GatewayResponse> {
  try {
    const response = await act();
    return { ...response, headers: { ...response.headers, ...headers } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(error.code, error.message, error.status, error.details, { ...error.headers, ...headers });
  }
}
