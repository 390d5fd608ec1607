import { validateHeaderValue } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@safelight/asl/clock';
import type { Gateway } from '#gateway/gateway.ts';
import { Bytes, type Message } from '#gateway/request/message.ts';
import { dropBody, framed } from '#gateway/response/respond.ts';
import type { GatewayResponse } from '#gateway/service.ts';
import { encodeRfc3986 } from '#gateway/sigv4/encoding.ts';

/** A request as an SDK client gives it to its handler, signed. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** What the SDK calls a request handler. https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/middleware-stack.html */
export type RequestHandler = {
  readonly metadata: { readonly handlerProtocol: string };
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<{ readonly response: SdkResponse }>;
};

/**
 * Takes the requests of SDK clients in the gateway's own process to it without a socket: signed, checked and answered as
 * others are.
 */
export const socketlessHandler = (gateway: Pick<Gateway, 'answer'>, clock: Clock): RequestHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  async handle(request, { abortSignal } = {}) {
    // A socket would have given others their turn; without it, a loop of calls would keep the process to itself.
    await setImmediate(undefined, abortSignal && { signal: abortSignal });
    const answer = await untilAborted(gateway.answer(messageOf(request)), abortSignal);
    const { headers, body } = framed(answer, request.method);
    return {
      response: {
        statusCode: answer.status,
        headers: { ...headers, date: new Date(clock.now()).toUTCString(), connection: 'keep-alive' },
        body:
          body instanceof Readable ? body : new Bytes(typeof body === 'string' ? Buffer.from(body) : (body ?? NOTHING)),
      },
    };
  },
});

const NOTHING = new Uint8Array();

function messageOf({ method, path, query = {}, headers, body = '' }: SdkRequest): Message {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => pair(name, one)));
  const given = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), sent(name, value)]),
  );
  const url = pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
  if (body instanceof Readable) return Object.assign(body, { method, url, headers: given });
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  // As a client over a socket adds it.
  const length = { 'content-length': String(bytes.length) };
  return Object.assign(new Bytes(bytes), { method, url, headers: { ...length, ...given } });
}

/** A header as it would arrive over a socket; throws for what would not. */
function sent(name: string, value: string): string {
  validateHeaderValue(name, value);
  return value.trim();
}

const pair = (name: string, value: string | null): string =>
  value === null ? encodeRfc3986(name) : `${encodeRfc3986(name)}=${encodeRfc3986(value)}`;

/** What was asked goes on, as it would beyond a closed socket; only nobody waits for its answer any more. */
async function untilAborted(result: Promise<GatewayResponse>, signal: AbortSignal | undefined) {
  if (!signal) return result;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(new DOMException('The request was aborted.', 'AbortError'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([result, aborted.promise]);
  } catch (error) {
    result.then(dropBody, () => undefined);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
