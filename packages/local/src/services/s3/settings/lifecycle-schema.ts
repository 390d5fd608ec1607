import * as z from 'zod';
import { flag, many, one, whole } from '#services/s3/settings/document.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Transition.html */
export const TRANSITION_CLASSES = [
  'GLACIER',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
] as const;

const storageClass = z.enum(TRANSITION_CLASSES);

const date = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)))
  .transform((text) => Date.parse(text));

const tag = one({ Key: z.string().min(1), Value: z.string() });

const sizes = { ObjectSizeGreaterThan: whole.optional(), ObjectSizeLessThan: whole.optional() };

/** How many children an element has. */
const given = (element: object) => Object.values(element).filter((value) => value !== undefined).length;

const filter = one({
  Prefix: z.string().optional(),
  Tag: tag.optional(),
  ...sizes,
  And: one({ Prefix: z.string().optional(), Tag: many(tag), ...sizes }).optional(),
}).refine((element) => given(element) <= 1);

const rule = one({
  ID: z.string().optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().optional(),
  Filter: filter.optional(),
  Expiration: one({
    Days: whole.optional(),
    Date: date.optional(),
    ExpiredObjectDeleteMarker: flag.optional(),
  })
    .refine((element) => given(element) === 1)
    .optional(),
  Transition: many(
    one({ Days: whole.optional(), Date: date.optional(), StorageClass: storageClass }).refine(
      ({ StorageClass: _class, ...when }) => given(when) === 1,
    ),
  ),
  NoncurrentVersionExpiration: one({
    NoncurrentDays: whole,
    NewerNoncurrentVersions: whole.optional(),
  }).optional(),
  NoncurrentVersionTransition: many(
    one({ NoncurrentDays: whole, NewerNoncurrentVersions: whole.optional(), StorageClass: storageClass }),
  ),
  AbortIncompleteMultipartUpload: one({ DaysAfterInitiation: whole }).optional(),
}).refine(({ Prefix, Filter }) => (Prefix === undefined) !== (Filter === undefined));

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const lifecycleSchema = one({ Rule: many(rule, { least: 1, most: 1_000 }) });

export type RuleElement = z.infer<typeof rule>;
