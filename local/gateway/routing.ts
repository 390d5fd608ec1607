import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '#gateway/aws-error.ts';
import type { Protocol, Service } from '#gateway/service.ts';

/** Services by the name in the credential scope of their signatures. */
export type Services = ReadonlyMap<string, Service>;

/** Throws on two services of one name: one of them could never be reached. */
export function registerServices(services: readonly Service[]): Services {
  const byName = new Map<string, Service>();
  for (const service of services) {
    if (byName.has(service.signingName)) throw new Error(`Two services sign as ${service.signingName}.`);
    byName.set(service.signingName, service);
  }
  return byName;
}

export function findService(services: Services, signingName: string): Service {
  const service = services.get(signingName);
  if (service) return service;
  const here = [...services.keys()].toSorted().join(', ');
  throw new AwsError(
    'UnknownOperationException',
    `The service ${signingName} is not part of this local system, which has ${here}.`,
    404,
  );
}

/** How to answer a client whose service is not known: as the form of its request suggests. */
export function guessProtocol(headers: IncomingHttpHeaders, signingName: string | undefined): Protocol {
  if (headers['x-amz-target'] !== undefined) return 'json-1.1';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return 'query';
  return signingName === undefined || signingName === 's3' ? 'rest-xml' : 'rest-json';
}
