import type { Json } from '#asl/json.ts';
import type { EndedChild, PendingChild } from './results.ts';

/**
 * What a result file says of a child: all of its metadata, or by `Transformation` only its output (`COMPACT`), whose
 * items stand by themselves where it is a list (`FLATTEN`).
 */
export function resultRecord(child: EndedChild, transformation: Json | undefined): readonly Json[] {
  const output = child.result.output?.value;
  if (output === undefined || (transformation !== 'COMPACT' && transformation !== 'FLATTEN')) return [metadata(child)];
  return transformation === 'FLATTEN' && Array.isArray(output) ? output : [output];
}

/** What a result file says of a child that was never started. */
export const pendingRecord = ({ input, machineArn }: PendingChild): Json => ({
  Input: input.text,
  InputDetails: { Included: true },
  StateMachineArn: machineArn,
  Status: 'PENDING',
});

function metadata({ name, input, machineArn, result }: EndedChild): Json {
  const { executionArn, status, output, error, cause, startTime, stopTime, redriveCount = 0 } = result;
  return {
    ExecutionArn: executionArn,
    Input: input.text,
    InputDetails: { Included: true },
    Name: name,
    ...(output !== undefined && { Output: output.text, OutputDetails: { Included: true } }),
    ...(error !== undefined && { Error: error }),
    ...(cause !== undefined && { Cause: cause }),
    RedriveCount: redriveCount,
    RedriveStatus: status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
    ...(status === 'SUCCEEDED' && { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }),
    StartDate: new Date(startTime).toISOString(),
    StateMachineArn: machineArn,
    Status: status,
    StopDate: new Date(stopTime).toISOString(),
  };
}
