import * as z from 'zod';
import { malformedXml } from '#gateway/xml.ts';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from '#services/s3/checksums/algorithms.ts';
import { checksumKind } from '#services/s3/checksums/upload.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { many, notDone, one, readDocument, whole } from '#services/s3/settings/document.ts';
import type { OpenUpload } from '#services/s3/store/bucket.ts';
import type { UploadedPart } from '#services/s3/store/version.ts';

const SMALLEST_PART_BYTES = 5 * 1024 ** 2;

const value = z.string().optional();

const schema = one({
  Part: many(
    one({
      PartNumber: whole,
      ETag: z.string(),
      ...{ ChecksumCRC32: value, ChecksumCRC32C: value, ChecksumCRC64NVME: value, ChecksumSHA1: value },
      ...{ ChecksumSHA256: value, ChecksumSHA512: notDone, ChecksumMD5: notDone, ChecksumXXHASH64: notDone },
      ...{ ChecksumXXHASH3: notDone, ChecksumXXHASH128: notDone },
    }),
    { least: 1, most: 10_000 },
  ),
});

/** A part as the client lists it that completes an upload. */
export interface ListedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>;
}

export const readPartList = (body: string): readonly ListedPart[] =>
  readDocument('CompleteMultipartUpload', schema, body).Part.map((part) => ({
    number: part.PartNumber,
    etag: part.ETag.replaceAll('"', '').trim(),
    checksums: Object.fromEntries(
      CHECKSUM_ALGORITHMS.flatMap((algorithm) => {
        const given = part[`Checksum${algorithm}`];
        return given === undefined ? [] : [[algorithm, given]];
      }),
    ),
  }));

/** The parts that the client lists, checked against those that came. */
export function chooseParts(open: OpenUpload, listed: readonly ListedPart[]): readonly UploadedPart[] {
  const parts = listed.map((item, index) => {
    if (item.number < 1) throw malformedXml();
    if (item.number <= (listed[index - 1]?.number ?? 0)) throw s3Errors.invalidPartOrder();
    return choosePart(open.parts.get(item.number), item);
  });
  checkListed(open, listed, parts);
  for (const { size, number, etag } of parts.slice(0, -1)) {
    if (size < SMALLEST_PART_BYTES) throw s3Errors.entityTooSmall(size, number, etag);
  }
  return parts;
}

function choosePart(part: UploadedPart | undefined, { etag, checksums }: ListedPart): UploadedPart {
  if (part?.etag !== etag) throw s3Errors.invalidPart();
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const given = checksums[algorithm];
    if (given !== undefined && part.checksum?.algorithm === algorithm && part.checksum.value !== given) {
      throw s3Errors.invalidPart();
    }
  }
  return part;
}

/**
 * A checksum of checksums needs them listed, also where the upload was begun without one and its parts came with CRC-32;
 * measured: https://github.com/ryanto/next-s3-upload/issues/191
 */
function checkListed({ upload }: OpenUpload, listed: readonly ListedPart[], parts: readonly UploadedPart[]): void {
  const { algorithm, type } = checksumKind(upload, parts);
  if (type === 'FULL_OBJECT') return;
  const missing = listed.find(({ checksums }) => checksums[algorithm] === undefined);
  if (!missing) return;
  throw s3Errors.invalidRequest(
    `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${missing.number} in the request.`,
  );
}
