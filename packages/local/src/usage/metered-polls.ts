import { chunks } from '#local/usage/chunks.ts';
import type { AddUse } from '#local/usage/meter.ts';

type Call<I, O> = (operation: string, input: I) => Promise<O>;

/**
 * Counts the requests that Lambda's pollers make to a queue: they are billed to the account, those of an idle queue as well.
 * https://aws.amazon.com/blogs/compute/estimating-cost-for-amazon-sqs-message-processing-using-aws-lambda/
 */
export const meteredPolls =
  <I extends { readonly QueueUrl?: unknown }, O>(call: Call<I, O>, addUse: AddUse): Call<I, O> =>
  async (operation, input) => {
    const answer = await call(operation, input);
    const bytes = Math.max(...[input, answer].map((each) => Buffer.byteLength(JSON.stringify(each))));
    addUse(requestKind(input.QueueUrl), chunks(bytes));
    return answer;
  };

/** A queue is FIFO by its name. */
export const requestKind = (queueUrl: unknown) =>
  String(queueUrl ?? '').endsWith('.fifo') ? 'sqs.fifo-chunk' : 'sqs.chunk';
