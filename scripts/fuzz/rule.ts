import { RejectionCode } from '#functions/shared/errors.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';

const CODES: ReadonlySet<string> = new Set(Object.values(RejectionCode));

/** Every picture ends READY with variants, or REJECTED for a reason that the lab knows. Answers what is wrong otherwise. */
export function brokenRule({ status, reason, variants }: PhotoOutcome): string | undefined {
  switch (status) {
    case 'READY':
      return variants.length > 0 ? undefined : 'ended READY without any variant';
    case 'REJECTED':
      if (reason === undefined || reason.message === '') return 'ended REJECTED without a reason';
      return CODES.has(reason.code) ? undefined : `ended REJECTED for an unknown reason, ${reason.code}`;
    case 'FAILED':
      return `ended FAILED: ${reason?.code ?? 'no code'}: ${reason?.message ?? 'no message'}`;
    default:
      return assertNever(status);
  }
}

function assertNever(status: never): never {
  throw new Error(`Unknown status ${String(status)}`);
}
