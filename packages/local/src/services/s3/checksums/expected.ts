import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  checksumHeader,
  isChecksumAlgorithm,
} from '#services/s3/checksums/algorithms.ts';
import { s3Errors } from '#services/s3/errors.ts';

/** What a request says of the checksum of its payload. */
export interface ExpectedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Undefined when it follows in a trailer, or when only the algorithm was named. */
  readonly value?: string;
  /** The trailer must bring it. */
  readonly inTrailer: boolean;
}

type Headers = Readonly<Record<string, string>>;

const BYTES: Readonly<Record<ChecksumAlgorithm, number>> = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 };

/** Reads the checksum headers; throws `InvalidRequest` for more than one, or one that cannot be a checksum. */
export function readExpectedChecksum(headers: Headers): ExpectedChecksum | undefined {
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  if (given.length > 1) {
    throw s3Errors.invalidRequest(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const [algorithm] = given;
  if (algorithm) {
    const value = headers[checksumHeader(algorithm)] ?? '';
    checkForm(algorithm, value);
    return { algorithm, value, inTrailer: false };
  }
  const trailer = trailerAlgorithm(headers['x-amz-trailer']);
  if (trailer) return { algorithm: trailer, inTrailer: true };
  const named = readAlgorithm(headers['x-amz-sdk-checksum-algorithm']);
  return named && { algorithm: named, inTrailer: false };
}

/** Throws `InvalidRequest` unless it is the name of a checksum or nothing. */
export function readAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const upper = name.toUpperCase();
  if (isChecksumAlgorithm(upper)) return upper;
  throw s3Errors.invalidRequest(
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  );
}

export function checkForm(algorithm: ChecksumAlgorithm, value: string): void {
  if (Buffer.from(value, 'base64').length === BYTES[algorithm] && value.length % 4 === 0) return;
  throw s3Errors.invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`);
}

function trailerAlgorithm(trailer: string | undefined): ChecksumAlgorithm | undefined {
  const names = (trailer ?? '').split(',').map((name) => name.trim().toLowerCase());
  return CHECKSUM_ALGORITHMS.find((algorithm) => names.includes(checksumHeader(algorithm)));
}
