import type { PhotoOutcome, Variant } from '#lab/outcome.ts';

/** One photo as `--once` reports it. */
export interface PhotoReport extends Omit<PhotoOutcome, 'variants'> {
  /** As given on the command line. */
  readonly file: string;
  readonly sourceBytes: number;
  /** From upload to its final status. */
  readonly seconds: number;
  readonly variants: readonly (Variant & { /** Absolute. */ readonly path: string })[];
}

/** The document of `--json`: a contract with scripts. */
export function jsonReport(photos: readonly PhotoReport[]): string {
  const document = {
    photos: photos.map(({ file, key, status, reason, executionArn, variants, metadata }) => ({
      file,
      key,
      status,
      ...(reason && { reason }),
      ...(executionArn !== undefined && { executionArn }),
      variants,
      metadata,
    })),
  };
  return JSON.stringify(document, null, 2);
}

/** 0 only if every file was developed or rejected by rule. */
export const exitCode = (photos: readonly PhotoReport[]): 0 | 1 =>
  photos.some(({ status }) => status === 'FAILED') ? 1 : 0;
