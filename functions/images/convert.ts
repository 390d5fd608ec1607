import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { handoverKey, variantKey } from '../shared/keys.ts';
import { freeBytes, objectBytes } from '../shared/object-bytes.ts';
import { MetricName, metrics } from '../shared/observability.ts';
import { readSource } from '../shared/source-object.ts';
import { type FormatConfig, type VariantFormat, variantsOf } from '../shared/variants.ts';
import { CONTENT_TYPE, type Encoded, encodeHandover, encodeSource } from './encode.ts';
import { type ConvertInput, convertInput, correlatePhoto } from './inputs.ts';
import { limitsHere } from './limits.ts';
import type { VariantPlan } from './plan.ts';
import type { Variant } from './variant.ts';

const config = variantsOf(required('STAGE'));
const workBucket = required('WORK_BUCKET');
const outputBucket = required('OUTPUT_BUCKET');

/** A revision's variants never change: whoever has one may keep it. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';

async function convert(input: ConvertInput): Promise<readonly Variant[]> {
  const pictures = new Pictures(input);
  const stored: Promise<Variant>[] = [];
  // One variant at a time is encoded, and the one before is uploaded meanwhile.
  for (const plan of input.handover.variants) {
    const picture = await pictures.get(plan.from);
    stored.push(store(input, plan.format, await encode(plan, picture)));
  }
  pictures.free();
  const variants = await Promise.all(stored);
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

function encode({ format, from, width }: VariantPlan, picture: Buffer): Promise<Encoded> {
  const encodeIt = from === 'source' ? encodeSource : encodeHandover;
  return encodeIt(picture, width, formatOf(format), config.background);
}

function formatOf(name: VariantFormat): FormatConfig {
  const format = config.formats.find((each) => each.format === name);
  if (!format) throw new Error(`The format ${name} is no longer configured: start the photo again.`);
  return format;
}

async function store(input: ConvertInput, format: VariantFormat, { bytes, width, height }: Encoded): Promise<Variant> {
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
