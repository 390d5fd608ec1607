import * as z from 'zod';
import { child, childText } from '#gateway/xml.ts';
import { many, one, readDocument } from '#services/s3/settings/document.ts';
import type { Setting } from '#services/s3/settings/setting.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';

const ROOT = 'OwnershipControls';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const OWNERSHIPS = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;
type Ownership = (typeof OWNERSHIPS)[number];

const schema = one({ Rule: many(one({ ObjectOwnership: z.enum(OWNERSHIPS) }), { least: 1, most: 1 }) });

/** The stored form of the setting. */
export const ownedBy = (ObjectOwnership: string) => ({ Rule: { ObjectOwnership } });

/** A new bucket enforces its owner; one that lost the setting leaves objects to their writers. */
export function ownershipOf({ documents: { ownershipControls } }: BucketConfig): Ownership {
  if (ownershipControls === null) return 'ObjectWriter';
  const kept = childText(child(ownershipControls, 'Rule'), 'ObjectOwnership');
  return OWNERSHIPS.find((ownership) => ownership === kept) ?? 'BucketOwnerEnforced';
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const ownershipControls: Setting = {
  name: 'OwnershipControls',
  parameter: 'ownershipControls',
  root: ROOT,
  read(body) {
    const [rule] = readDocument(ROOT, schema, body).Rule;
    return rule ? { documents: { ownershipControls: ownedBy(rule.ObjectOwnership) } } : {};
  },
  write: (config) => (config.documents.ownershipControls === null ? undefined : ownedBy(ownershipOf(config))),
  absent: { code: 'OwnershipControlsNotFoundError', message: 'The bucket ownership controls were not found' },
  remove: { documents: { ownershipControls: null } },
};
