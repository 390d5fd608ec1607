import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Refusal {
  /** 0 where it could not listen. */
  readonly port: number;
  close(): Promise<void>;
}

/** Answers whoever calls a port that the service is unavailable, which clients try again. Where it is taken, nobody is answered. */
export async function refuseAll(port: number, host = '127.0.0.1'): Promise<Refusal> {
  const server = createServer((_, response) => response.writeHead(503, { 'retry-after': '1' }).end());
  await once(server.listen(port, host), 'listening').catch(() => undefined);
  const address = server.address();
  return {
    port: isPort(address) ? address.port : 0,
    async close() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isPort = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;
