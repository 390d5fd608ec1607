import type { CredentialStore } from '#gateway/credentials.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import type { Clock } from '#local/clock.ts';
import type { Ids, Place } from '#local/identity.ts';
import type { PublishEvent } from '#services/eventbridge/event.ts';
import { readAddress } from '#services/s3/address.ts';
import { createS3Events } from '#services/s3/events.ts';
import { bucketArn, type ResourcePolicies, type S3Context } from '#services/s3/operation.ts';
import { createOperations } from '#services/s3/operations.ts';
import { createRouter } from '#services/s3/router.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';
import { Buckets } from '#services/s3/store/buckets.ts';

export interface S3Deps {
  /** Everything is kept below `dataDir/s3`. */
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
}

export interface S3Service {
  readonly service: Service;
  /** Creates the bucket unless it is there. */
  ensureBucket(name: string): void;
  /** Throws `NoSuchBucket`. */
  configureBucket(name: string, change: Partial<Omit<BucketConfig, 'createdAt'>>): void;
  close(): void;
}

/** Amazon S3 in a folder: what the operations do lies in a file each, what they keep in `store/`. */
export function createS3Service(deps: S3Deps): S3Service {
  const { dataDir, clock, ids, place, authorize, credentials } = deps;
  const buckets = new Buckets(dataDir, clock);
  const policies = deps.policies ?? { setResourcePolicy: () => {}, removeResourcePolicy: () => {} };
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
  for (const { name, config } of buckets.all()) applyPolicy(policies, name, config);
  return {
    service: wireService(context),
    ensureBucket(name) {
      if (!buckets.find(name)) buckets.create(name);
    },
    configureBucket(name, change) {
      buckets.get(name).configure(change);
      applyPolicy(policies, name, change);
    },
    close: () => buckets.close(),
  };
}

function wireService(context: S3Context): Service {
  const route = createRouter(createOperations(context));
  return {
    signingName: 's3',
    protocol: 'rest-xml',
    async handle(request) {
      const call = { request, ...readAddress(request) };
      const operation = route(call);
      for (const access of operation.access(call)) context.authorize(request.principal, access);
      return operation.run(call);
    },
  };
}

function applyPolicy(policies: ResourcePolicies, bucket: string, { policy }: Partial<BucketConfig>): void {
  if (policy !== undefined) policies.setResourcePolicy(bucketArn(bucket), 'policy', JSON.parse(policy));
}
