import { PAYLOAD_LIMIT } from '@safelight/asl/payload';
import type { NormalizedSchema } from '@smithy/core/schema';
import { resultTooLarge } from './result-limit.ts';

/** Replaces the streaming member of an output (`Body` of `s3:getObject`) by its bytes, up to the limit of a result. */
export async function readBody(schema: NormalizedSchema, output: unknown): Promise<unknown> {
  if (!schema.isStructSchema() || typeof output !== 'object' || output === null) return output;
  for (const [name, member] of schema.structIterator()) {
    const body: unknown = Object.entries(output).find(([key]) => key === name)?.[1];
    if (member.isStreaming() && isByteStream(body)) return { ...output, [name]: await collect(body) };
  }
  return output;
}

const isByteStream = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > PAYLOAD_LIMIT) throw resultTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
