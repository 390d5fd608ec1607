import { type ServerResponse, validateHeaderValue } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GatewayResponse } from '#gateway/service.ts';

/** An answer as it goes over the wire. */
export interface Framed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable | undefined;
}

/** Adds the length of bytes that are there, and leaves them out where none may be. */
export function framed({ status, headers = {}, body }: GatewayResponse, method: string): Framed {
  if (body instanceof Readable) return { headers, body };
  const bodiless = method === 'HEAD' || status === 204 || status === 304;
  if (bodiless) return { headers, body: undefined };
  const length = 'content-length' in headers ? {} : { 'content-length': String(lengthOf(body)) };
  return { headers: { ...headers, ...length }, body };
}

const lengthOf = (body: string | Uint8Array = ''): number =>
  typeof body === 'string' ? Buffer.byteLength(body) : body.length;

/** Throws for a header that cannot be written, before anything is. */
export function checkHeaders({ headers = {}, body }: GatewayResponse): void {
  try {
    for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  } catch (error) {
    if (body instanceof Readable) body.destroy();
    throw error;
  }
}

/** For an answer that goes nowhere: what still gives its body is told to stop. */
export const dropBody = ({ body }: GatewayResponse): void => void (body instanceof Readable && body.destroy());

/**
 * Writes an answer; a stream that fails half-way ends the connection, so that nobody takes a part for the whole, and is told to
 * `onBroken`.
 */
export async function sendResponse(
  response: ServerResponse,
  method: string,
  answer: GatewayResponse,
  onBroken: (error: unknown) => void,
): Promise<void> {
  const { headers, body } = framed(answer, method);
  if (response.headersSent || response.destroyed) {
    if (body instanceof Readable) body.destroy();
    response.destroy();
    return;
  }
  response.writeHead(answer.status, headers);
  if (!(body instanceof Readable)) return void response.end(body);
  await pipeline(body, response).catch((error) => {
    response.destroy();
    if (!isOfClient(error)) onBroken(error);
  });
}

/** A client may go away at any time: that is no failure of ours. */
const isOfClient = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(String(error.code));
