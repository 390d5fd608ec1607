import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GatewayResponse } from '#gateway/service.ts';

/** Writes an answer; a stream that fails half-way ends the connection, so that nobody takes a part for the whole. */
export async function sendResponse(response: ServerResponse, method: string, answer: GatewayResponse): Promise<void> {
  const { status, headers, body } = answer;
  if (response.headersSent || response.destroyed) {
    if (body instanceof Readable) body.destroy();
    response.destroy();
    return;
  }
  if (body instanceof Readable) {
    response.writeHead(status, headers);
    await pipeline(body, response).catch(() => response.destroy());
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const declaresLength = headers !== undefined && 'content-length' in headers;
  const bodiless = method === 'HEAD' || status === 204 || status === 304;
  const length = declaresLength || bodiless ? {} : { 'content-length': String(bytes?.length ?? 0) };
  response.writeHead(status, { ...headers, ...length });
  response.end(bodiless ? undefined : bytes);
}
