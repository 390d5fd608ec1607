import { createHash } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { freeBytes, objectBytes } from '../shared/bytes.ts';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { FORMATS, type FormatConfig, type VariantFormat } from '../shared/formats.ts';
import { createHandler } from '../shared/handler.ts';
import { handoverKey, variantKey } from '../shared/keys.ts';
import { MetricName, metrics } from '../shared/observability.ts';
import { readSource } from '../shared/source-object.ts';
import { variantsOf } from '../shared/variants.ts';
import { type Encoded, encodeHandover, encodeSource } from './encode.ts';
import { type ConvertInput, convertInput, correlatePhoto } from './inputs.ts';
import { limitsHere } from './limits.ts';
import { makeAndStore } from './make-and-store.ts';
import type { VariantPlan } from './plan.ts';
import { putBytes } from './put-bytes.ts';
import type { Variant } from './variant.ts';

const config = variantsOf(required('STAGE'));
const workBucket = required('WORK_BUCKET');
const outputBucket = required('OUTPUT_BUCKET');

/** A revision's variants never change: whoever has one may keep it. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';

async function convert(input: ConvertInput): Promise<readonly Variant[]> {
  const pictures = new Pictures(input);
  const variants = await makeAndStore(
    input.handover.variants,
    async (plan) => encode(plan, await pictures.get(plan.from)),
    (encoded, { format }) => store(input, format, encoded),
  );
  pictures.free();
  metrics.addMetric(MetricName.VariantsStored, 'Count', variants.length);
  return variants;
}

/** Each is downloaded when the first variant is made from it. */
class Pictures {
  readonly #input: ConvertInput;
  readonly #downloaded = new Map<VariantPlan['from'], Buffer>();

  constructor(input: ConvertInput) {
    this.#input = input;
  }

  async get(from: VariantPlan['from']): Promise<Buffer> {
    const bytes = this.#downloaded.get(from) ?? (await download(from, this.#input));
    this.#downloaded.set(from, bytes);
    return bytes;
  }

  free(): void {
    for (const bytes of this.#downloaded.values()) freeBytes(bytes);
  }
}

async function download(from: VariantPlan['from'], input: ConvertInput): Promise<Buffer> {
  if (from === 'source') return (await readSource(s3, input, limitsHere().bytes)).bytes;
  const Key = handoverKey(input.prefix, input.handover.width);
  return objectBytes(await s3.send(new GetObjectCommand({ Bucket: workBucket, Key })));
}

function encode(plan: VariantPlan, picture: Buffer): Promise<Encoded> {
  const encodeIt = plan.from === 'source' ? encodeSource : encodeHandover;
  return encodeIt(picture, plan, formatOf(plan.format), config.background);
}

function formatOf(name: VariantFormat): FormatConfig {
  const format = config.formats.find((each) => each.format === name);
  if (!format) throw new Error(`The format ${name} is no longer configured: start the photo again.`);
  return format;
}

async function store(input: ConvertInput, format: VariantFormat, encoded: Encoded): Promise<Variant> {
  const { bytes: Body, width, height, frames } = encoded;
  const key = variantKey(input.prefix, width, format);
  const { type } = FORMATS[format];
  const checksum = createHash('sha256').update(Body).digest('base64');
  const variant = { key, format, width, height, frames, bytes: Body.length, type, checksum };
  await putBytes(s3, {
    Bucket: outputBucket,
    Key: key,
    Body,
    ContentType: type,
    CacheControl: CACHE_CONTROL,
    Metadata: input.userMetadata,
    ChecksumSHA256: checksum,
  });
  return variant;
}

export const handler = createHandler({ input: convertInput, correlate: correlatePhoto, run: convert });
