import * as z from 'zod/mini';
import { isVariantFormat, type VariantFormat } from '../shared/formats.ts';

const text = z.string('is not a text');
const pixels = z.int('is no whole number').check(z.positive('is not positive'));
const size = { width: pixels, height: pixels };

/** What every step is told of the photo, by `image-processing`. */
const step = {
  executionArn: text,
  bucket: text,
  /** Not encoded: EventBridge, unlike S3's own notifications, sends keys as they are. */
  key: text,
  /** Without the quotes that HTTP puts around it. */
  etag: text,
};

/** @example events/image-inspect.json */
export const inspectInput = z.object({ ...step, revision: text });
export type InspectInput = z.output<typeof inspectInput>;

/** @example events/image-resize.json */
export const resizeInput = z.object({ ...step, prefix: text, sizes: z.array(z.object(size)) });
export type ResizeInput = z.output<typeof resizeInput>;

const variant = z.object({
  ...size,
  format: z.custom<VariantFormat>(isVariantFormat, 'is no format'),
  from: z.enum(['handover', 'source'], 'is neither handover nor source'),
});

/** @example events/image-convert.json */
export const convertInput = z.object({
  ...step,
  prefix: text,
  handover: z.object({ ...size, variants: z.array(variant) }),
  userMetadata: z.record(z.string(), text),
});
export type ConvertInput = z.output<typeof convertInput>;

/** @example events/image-cleanup.json */
export const cleanupInput = z.object({ executionArn: text, key: text, revisions: z.array(text) });
export type CleanupInput = z.output<typeof cleanupInput>;

/** @example events/image-metadata.json */
export const metadataInput = z.object(step);
export type MetadataInput = z.output<typeof metadataInput>;

/** What each log line of a step carries. */
export const correlatePhoto = ({ executionArn, key }: { executionArn: string; key: string }) => ({ executionArn, key });
