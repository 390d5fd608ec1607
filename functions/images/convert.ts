import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { handoverKey, variantKey } from '../shared/keys.ts';
import { objectBytes } from '../shared/object-bytes.ts';
import { MetricName, metrics } from '../shared/observability.ts';
import { readSource } from '../shared/source-object.ts';
import { type FormatConfig, variantsOf } from '../shared/variants.ts';
import { CONTENT_TYPE, type Encoded, encodeHandover, encodeSource } from './encode.ts';
import { type ConvertInput, convertInput, correlatePhoto } from './inputs.ts';
import { limitsHere } from './limits.ts';
import type { Variant } from './variant.ts';

const config = variantsOf(required('STAGE'));
const workBucket = required('WORK_BUCKET');
const outputBucket = required('OUTPUT_BUCKET');

/** A revision's variants never change: whoever has one may keep it. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';

async function convert(input: ConvertInput): Promise<readonly Variant[]> {
  const format = formatOf(input.plan.format);
  const encode = await encoderFor(input, format);
  const stored: Promise<Variant>[] = [];
  // One variant at a time is encoded, and the one before is uploaded meanwhile.
  for (const variant of input.plan.variants) stored.push(store(input, await encode(variant)));
  const variants = await Promise.all(stored);
  metrics.addMetric(MetricName.VariantsStored, 'Count', variants.length);
  return variants;
}

function formatOf(name: FormatConfig['format']): FormatConfig {
  const format = config.formats.find((each) => each.format === name);
  if (!format) throw new Error(`The format ${name} is no longer configured: start the photo again.`);
  return format;
}

type Encode = (variant: ConvertInput['plan']['variants'][number]) => Promise<Encoded>;

async function encoderFor(input: ConvertInput, format: FormatConfig): Promise<Encode> {
  if (input.plan.from === 'source') {
    const { bytes } = await readSource(s3, input, limitsHere().bytes);
    return ({ width }) => encodeSource(bytes, width, format, config.background);
  }
  return async ({ width, handover }) =>
    encodeHandover(await download(handoverKey(input.prefix, handover)), width, format, config.background);
}

const download = async (Key: string): Promise<Buffer> =>
  objectBytes(await s3.send(new GetObjectCommand({ Bucket: workBucket, Key })));

async function store(input: ConvertInput, { bytes, width, height }: Encoded): Promise<Variant> {
  const { format } = input.plan;
  const key = variantKey(input.prefix, width, format);
  const checksum = createHash('sha256').update(bytes).digest('base64');
  const type = CONTENT_TYPE[format];
  await s3.send(
    new PutObjectCommand({
      Bucket: outputBucket,
      Key: key,
      Body: bytes,
      ContentType: type,
      CacheControl: CACHE_CONTROL,
      Metadata: input.userMetadata,
      ChecksumSHA256: checksum,
    }),
  );
  return { key, format, width, height, bytes: bytes.length, type, checksum };
}

export const handler = createHandler({ input: convertInput, correlate: correlatePhoto, run: convert });
