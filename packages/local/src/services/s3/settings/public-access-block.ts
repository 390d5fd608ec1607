import { childText } from '#gateway/xml.ts';
import { flag, one, readDocument } from '#services/s3/settings/document.ts';
import type { Setting } from '#services/s3/settings/setting.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';

const ROOT = 'PublicAccessBlockConfiguration';

/** In the order in which S3 answers them. */
export const BLOCKS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
type Block = (typeof BLOCKS)[number];

const block = flag.default(false);
const schema = one({
  BlockPublicAcls: block,
  IgnorePublicAcls: block,
  BlockPublicPolicy: block,
  RestrictPublicBuckets: block,
});

/** The stored form of the setting: what is left out is off. */
export const blocksOf = (isOn: (name: Block) => boolean) =>
  Object.fromEntries(BLOCKS.map((name) => [name, String(isOn(name))]));

const ALL = blocksOf(() => true);

/**
 * New buckets are blocked; once the setting is taken away, nothing is.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const isBlocked = ({ documents: { publicAccessBlock = ALL } }: BucketConfig, name: Block): boolean =>
  publicAccessBlock !== null && childText(publicAccessBlock, name) === 'true';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const publicAccessBlock: Setting = {
  name: 'PublicAccessBlock',
  parameter: 'publicAccessBlock',
  root: ROOT,
  actions: { get: 's3:GetBucketPublicAccessBlock', put: 's3:PutBucketPublicAccessBlock' },
  read(body) {
    const read = readDocument(ROOT, schema, body);
    return { documents: { publicAccessBlock: blocksOf((name) => read[name]) } };
  },
  write: ({ documents: { publicAccessBlock: kept = ALL } }) => kept ?? undefined,
  absent: {
    code: 'NoSuchPublicAccessBlockConfiguration',
    message: 'The public access block configuration was not found',
  },
  remove: { documents: { publicAccessBlock: null } },
};
