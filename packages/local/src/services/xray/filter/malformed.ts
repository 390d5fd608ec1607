import type { AwsError } from '#gateway/aws-error.ts';
import { invalidRequest } from '#services/xray/errors.ts';

/** @param found what stands where something else is expected; empty at the end */
export const malformed = (expression: string, found: string, at: number, wanted?: string): AwsError =>
  invalidRequest(
    `Invalid filter expression '${expression}': ${found === '' ? 'it ends' : `'${found}'`} at position ${at}${
      wanted === undefined ? ' is not expected' : `, where ${wanted} is expected`
    }.`,
  );
