import type { GatewayRequest, GatewayResponse, PerformedCall } from '#gateway/service.ts';
import { chunks } from '#local/usage/chunks.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { requestKind } from '#local/usage/metered-polls.ts';

/** A request that was answered. */
interface Answered extends PerformedCall {
  readonly sentBytes: number;
  readonly answeredBytes: number;
}

type Count = (add: AddUse, answered: Answered) => void;

/** The requests that AWS bills by themselves; what a service bills by other measures it counts itself. */
const COUNTS: Readonly<Record<string, Count>> = {
  s3(add, { operation, sentBytes, answeredBytes }) {
    if (FREE.test(operation)) return;
    add(DEAR.test(operation) ? 's3.put' : 's3.get', 1);
    if (/^(?:PutObject|UploadPart|PostObject)$/.test(operation)) add('s3.bytes-in', sentBytes);
    if (operation === 'GetObject') add('s3.bytes-out', answeredBytes);
  },
  sqs: (add, { input, sentBytes, answeredBytes }) =>
    add(requestKind(member(input, 'QueueUrl')), chunks(Math.max(sentBytes, answeredBytes))),
  sns: (add, { sentBytes }) => add('sns.chunk', chunks(sentBytes)),
  /** Events of one's own; those of services on what is done with resources are free. */
  events(add, { operation, input }) {
    if (operation !== 'PutEvents') return;
    for (const entry of list(input, 'Entries')) add('events.chunk', chunks(Buffer.byteLength(JSON.stringify(entry))));
  },
};

/** https://aws.amazon.com/s3/pricing/: PUT, COPY, POST and LIST cost more than GET and others, deletions nothing. */
const DEAR = /^(?:Put|Copy|Create|Complete|Upload|Post|List)/;
const FREE = /^(?:Delete|Abort)/;

const member = (input: unknown, name: string): unknown =>
  typeof input === 'object' && input !== null ? Object.entries(input).find(([key]) => key === name)?.[1] : undefined;
const list = (input: unknown, name: string): readonly unknown[] => {
  const value = member(input, name);
  return Array.isArray(value) ? value : [];
};

/** Counts a request once it was answered. What failed by the service's own fault is not billed. */
export function countRequest(
  add: AddUse,
  signingName: string,
  call: PerformedCall,
  { headers: asked }: Pick<GatewayRequest, 'headers'>,
  answer: Pick<GatewayResponse, 'headers' | 'body'>,
): void {
  const sentBytes = Number(asked['content-length'] ?? 0);
  COUNTS[signingName]?.(add, { ...call, sentBytes, answeredBytes: bytesOf(answer) });
}

const bytesOf = ({ headers = {}, body }: Pick<GatewayResponse, 'headers' | 'body'>): number =>
  Number(headers['content-length'] ?? (typeof body === 'string' ? Buffer.byteLength(body) : 0));
