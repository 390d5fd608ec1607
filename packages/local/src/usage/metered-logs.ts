import type { AddUse } from '#local/usage/meter.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html: what an event takes beside its text. */
const EVENT_BYTES = 26;

type Append<L> = (group: string, stream: string, lines: readonly L[]) => void;

/** Counts what is written into logs. */
export const meteredLogs =
  <L extends { readonly message: string }>(append: Append<L>, addUse: AddUse): Append<L> =>
  (group, stream, lines) => {
    append(group, stream, lines);
    addUse(
      'logs.byte',
      lines.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_BYTES, 0),
    );
  };
