/** What X-Ray's SDK captures: the client of an AWS SDK. */
export interface CapturedClient {
  readonly middlewareStack: object;
  send(command: never): unknown;
}

const clients: CapturedClient[] = [];

/** Adds a client to those whose calls are subsegments of a trace, and answers it. */
export function captured<T extends CapturedClient>(client: T): T {
  clients.push(client);
  return client;
}

/** All of them. */
export const capturedClients = (): readonly CapturedClient[] => clients;
