import type { JsonObject } from '@safelight/asl/json';
import { isJsonObject } from '@safelight/asl/json';

/** What became of one photo. */
export interface PhotoOutcome {
  readonly key: string;
  readonly status: FinalStatus;
  /** Present unless READY: why, by a code for programs and a sentence for people. */
  readonly reason?: { readonly code: string; readonly message: string };
  readonly executionArn?: string;
  /** When the row was last written, in milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly variants: readonly Variant[];
  readonly metadata: JsonObject;
}

export type FinalStatus = 'READY' | 'REJECTED' | 'FAILED';

export interface Variant {
  readonly key: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  /** Missing from manifests of older versions. */
  readonly frames?: number;
  readonly bytes: number;
}

const FINAL: readonly string[] = ['READY', 'REJECTED', 'FAILED'] satisfies FinalStatus[];
const isFinal = (status: unknown): status is FinalStatus => typeof status === 'string' && FINAL.includes(status);

/** Reads a row of the images table; undefined while the photo is being developed. */
export function outcomeOf(key: string, row: unknown): PhotoOutcome | undefined {
  if (!isJsonObject(row) || !isFinal(row.status)) return undefined;
  const manifest = isJsonObject(row.manifest) ? row.manifest : {};
  const reason = reasonOf(row.reason);
  return {
    key,
    status: row.status,
    ...(reason && { reason }),
    updatedAt: typeof row.updatedAt === 'string' ? Date.parse(row.updatedAt) : 0,
    ...(typeof row.executionArn === 'string' && { executionArn: row.executionArn }),
    variants: Array.isArray(manifest.variants) ? manifest.variants.filter(isVariant).map(plainVariant) : [],
    metadata: isJsonObject(row.metadata) ? row.metadata : isJsonObject(manifest.metadata) ? manifest.metadata : {},
  };
}

/** A photo that became nothing, for a reason that no row tells. */
export const failedPhoto = (
  key: string,
  updatedAt: number,
  reason: { readonly code: string; readonly message: string },
): PhotoOutcome => ({ key, status: 'FAILED', reason, updatedAt, variants: [], metadata: {} });

function reasonOf(value: unknown): PhotoOutcome['reason'] {
  if (!isJsonObject(value)) return undefined;
  return { code: String(value.code), message: String(value.message) };
}

export const plainVariant = ({ key, format, width, height, frames, bytes }: Variant): Variant => ({
  key,
  format,
  width,
  height,
  ...(frames !== undefined && { frames }),
  bytes,
});

export function isVariant(value: unknown): value is Variant {
  if (!isJsonObject(value)) return false;
  const { key, format, width, height, frames = 1, bytes } = value;
  return (
    typeof key === 'string' &&
    typeof format === 'string' &&
    [width, height, frames, bytes].every((n) => typeof n === 'number')
  );
}
