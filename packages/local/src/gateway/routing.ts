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

/** In which form to write an error: that of the service, unless the form of the request tells another. */
export function protocolOf(
  headers: IncomingHttpHeaders,
  service: Service | undefined,
  signingName: string | undefined,
): Protocol {
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return 'rpc-v2-cbor';
  return service?.protocol ?? guessProtocol(headers, signingName);
}

/** Their errors look like those of the query protocol. */
const XML_SERVICES: readonly (string | undefined)[] = ['cloudfront', 'route53'];

/** The service is not known. */
function guessProtocol(headers: IncomingHttpHeaders, signingName: string | undefined): Protocol {
  if (headers['x-amz-target'] !== undefined) return 'json-1.1';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return 'query';
  if (XML_SERVICES.includes(signingName)) return 'query';
  return signingName === undefined || signingName === 's3' ? 'rest-xml' : 'rest-json';
}
