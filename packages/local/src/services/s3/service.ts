import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CredentialStore } from '#gateway/credentials.ts';
import type { DispatchedService } from '#gateway/dispatch/dispatch.ts';
import type { Authorize } from '#gateway/service.ts';
import type { PublishEvent } from '#local/events/event.ts';
import { createS3Events } from '#services/s3/events.ts';
import { sweepLifecycle } from '#services/s3/lifecycle.ts';
import { bucketArn, type ResourcePolicies, type S3Context } from '#services/s3/operation.ts';
import { createOperations } from '#services/s3/operations.ts';
import { s3Wire } from '#services/s3/protocol/wire.ts';
import { applyPolicies, refusesPublic, removePolicies } from '#services/s3/public-access.ts';
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
  /** Where bucket policies take effect. */
  readonly policies: ResourcePolicies;
  /** One line about housekeeping that failed. */
  readonly log: (line: string) => void;
}

export interface S3Service {
  readonly service: DispatchedService;
  hasBucket(name: string): boolean;
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
  const policies = deps.policies;
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
  return {
    service: s3Wire(context, createOperations(context)),
    ensureBucket(name) {
      if (!buckets.find(name)) buckets.create(name);
    },
    hasBucket: (name) => buckets.find(name) !== undefined,
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
      keepHouse(context, stopped.signal, deps.log).catch((error) => deps.log(`S3 housekeeping: ${error}`));
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
  if (swept > 0) log(`S3: ${swept} ${swept === 1 ? 'file' : 'files'} that belonged to no object removed`);
  while (!stopped.aborted) {
    sweepLifecycle(context);
    await context.clock.sleep(SWEEP_MS, stopped).catch(() => undefined);
  }
}
