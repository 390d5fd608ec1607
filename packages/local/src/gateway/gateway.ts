import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CredentialStore } from '#gateway/credentials.ts';
import { failureLine } from '#gateway/failure-line.ts';
import { discardBody } from '#gateway/request/discard-body.ts';
import type { Message } from '#gateway/request/message.ts';
import { type OpenContext, openRequest } from '#gateway/request/open-request.ts';
import { brokenOff } from '#gateway/request/payload.ts';
import { readTarget, type Target } from '#gateway/request/target.ts';
import { errorResponse } from '#gateway/response/error-response.ts';
import { checkHeaders, dropBody, sendResponse } from '#gateway/response/respond.ts';
import { findService, protocolOf, registerServices, type Services } from '#gateway/routing.ts';
import type { GatewayResponse, Service } from '#gateway/service.ts';
import { authErrors } from '#gateway/sigv4/auth-errors.ts';
import { SigningKeys } from '#gateway/sigv4/signing.ts';
import { withStrayFailures } from '#gateway/stray-failures.ts';

/** Answers the requests that a browser sends to the console: plain `GET /` and everything under `/_console/`. */
export type ConsoleHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface GatewayOptions {
  readonly credentials: CredentialStore;
  readonly services: readonly Service[];
  readonly clock: Clock;
  readonly ids: Ids;
  /** Its region is the only one that signatures may name. */
  readonly place: Place;
  /** One line about something that should not have happened. */
  readonly log: (line: string) => void;
  readonly console?: ConsoleHandler;
  /** Resolves when all that was changed so far is there to stay: no answer goes out before. */
  readonly committed: () => Promise<void>;
  readonly limits?: Partial<GatewayLimits>;
}

/** How long and how much of a request is waited for. */
export interface GatewayLimits {
  /** Until the headers of a request are there, as Node has it. */
  readonly headersMs: number;
  /** How often that is looked at. */
  readonly checkMs: number;
  /** Bytes of a refused request that are read to serve the connection's next one; what sends more is cut off. */
  readonly refusedBytes: number;
}

const LIMITS: GatewayLimits = { headersMs: 60_000, checkMs: 10_000, refusedBytes: 64 << 20 };

export interface Gateway {
  /** Resolves to the endpoint; port 0 is any free one. Rejects with the error of `listen` (`EADDRINUSE`). */
  listen(port: number, host?: string): Promise<string>;
  /** `http://127.0.0.1:PORT`; throws before `listen`. */
  readonly endpoint: string;
  /** Answers a request that comes without a socket, as if it had come over one; rejects once the gateway is closed. */
  answer(message: Message): Promise<GatewayResponse>;
  close(): Promise<void>;
}

/** Longer than SDK clients keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 120_000;

/** One port for every service: checks who is calling, finds the service, and writes its answer or its error. */
export function createGateway(options: GatewayOptions): Gateway {
  const services = registerServices(options.services);
  const limits = { ...LIMITS, ...options.limits };
  const context = { ...options, limits, services, keys: new SigningKeys(), endpoint: () => endpoint };
  const server = createServer(serverOptions(limits), (request, response) => {
    serve(context, request, response).catch((error) => {
      options.log(`Gateway: ${request.method} ${request.url}: ${failureLine(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { connection: 'close' }).end();
    });
  });
  let endpoint = '';
  let closed = false;
  return {
    listen: (port, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          endpoint = endpointOf(server.address(), host);
          resolve(endpoint);
        });
      }),
    get endpoint() {
      if (endpoint === '') throw new Error('The gateway does not listen yet.');
      return endpoint;
    },
    async answer(message) {
      if (closed) throw Object.assign(new Error('The gateway is closed.'), { code: 'ECONNREFUSED' });
      return answer(context, message, readTarget(message));
    },
    close: () =>
      new Promise((resolve) => {
        closed = true;
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A body may take as long as it takes: uploads over a slow line, long polls. */
const serverOptions = ({ headersMs, checkMs }: GatewayLimits) => ({
  keepAliveTimeout: KEEP_ALIVE_MS,
  requestTimeout: 0,
  headersTimeout: headersMs,
  connectionsCheckingInterval: checkMs,
});

interface GatewayContext extends OpenContext, Pick<GatewayOptions, 'ids' | 'log' | 'console' | 'committed'> {
  readonly limits: GatewayLimits;
  readonly services: Services;
}

async function serve(context: GatewayContext, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = readTarget(message);
  if (isForConsole(context, message, target)) {
    const late = (error: unknown) => context.log(`Console: ${message.url}: ${failureLine(error)}`);
    return withStrayFailures(async () => context.console?.(message, response), late);
  }
  const onBroken = (error: unknown) =>
    context.log(`${target.service} ${message.method} ${target.rawPath}, half-way: ${failureLine(error)}`);
  await sendResponse(response, message.method ?? 'GET', await answer(context, message, target), onBroken);
}

async function answer(context: GatewayContext, message: Message, target: Target): Promise<GatewayResponse> {
  const id = context.ids.uuid();
  const method = message.method ?? 'GET';
  let service: Service | undefined;
  let handling: Promise<GatewayResponse> | undefined;
  try {
    if (!target.signature && message.headers['x-amz-target'] !== undefined) throw authErrors('json-1.1').missing();
    const found = findService(context.services, target.service);
    service = found;
    const serve = () => {
      handling = handled(context, found, target, message, id);
      return handling;
    };
    return await withStrayFailures(serve, (error) => {
      context.log(`${found.signingName} ${method} ${target.rawPath}, after its answer: ${failureLine(error)}`);
      handling?.then(dropBody);
    });
  } catch (error) {
    discardBody(message, context.limits.refusedBytes);
    // Where another failure came first, nobody takes what it answers.
    handling?.then(dropBody, () => undefined);
    const signingName = service?.signingName ?? target.service;
    const protocol = protocolOf(message.headers, service, target.signature?.scope.service);
    const reason = error === message.errored ? brokenOff() : error;
    const refusal = asAwsError(context, reason, `${signingName} ${method} ${target.rawPath}`);
    return errorResponse(refusal, { protocol, signingName, method, requestId: id });
  }
}

async function handled(
  context: GatewayContext,
  service: Service,
  target: Target,
  message: Message,
  id: string,
): Promise<GatewayResponse> {
  const response = await service.handle(await openRequest(context, service, target, message, id));
  await context.committed();
  checkHeaders(response);
  return response;
}

function isForConsole(context: GatewayContext, message: Message, { rawPath, signature, query }: Target): boolean {
  if (!context.console || signature || message.headers['x-amz-target']) return false;
  if (rawPath.startsWith('/_console/') || rawPath === '/_console' || rawPath === '/favicon.ico') return true;
  return message.method === 'GET' && rawPath === '/' && !query.has('AWSAccessKeyId') && !query.has('Action');
}

/** A mistake of ours answers as AWS's own would, and is told on the console. */
function asAwsError({ log }: GatewayContext, error: unknown, what: string): AwsError {
  if (error instanceof AwsError) return error;
  log(`${what}: ${failureLine(error)}`);
  return new AwsError('InternalFailure', 'The request processing has failed because of an unknown error.', 500);
}

function endpointOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === 'string') throw new Error('The gateway has no port.');
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${address.port}`;
}
