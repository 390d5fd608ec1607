import { s3Errors } from '#services/s3/errors.ts';
import type { Level, S3Call, S3Operation } from '#services/s3/operation.ts';

/** Query parameters that name another operation on the same resource; one that is not known here is refused. */
const SUBRESOURCES = new Set(
  (
    'accelerate acl analytics annotation attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle ' +
    'location logging metadataAnnotationTable metadataConfiguration metadataInventoryTable metadataJournalTable metadataTable metrics ' +
    'notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment ' +
    'restore retention select session tagging torrent uploads uploadId versioning versions website renameObject abac'
  ).split(' '),
);

/** Finds the operation that a request means; throws what S3 answers to what it does not know. */
export function createRouter(operations: readonly S3Operation[]): (call: S3Call) => S3Operation {
  const table = new Map<string, readonly S3Operation[]>();
  for (const operation of operations) {
    const place = `${operation.method} ${operation.level}`;
    const known = table.get(place) ?? [];
    if (known.some((other) => markersOf(other) === markersOf(operation))) {
      throw new Error(`${operation.name} matches the same requests as another operation.`);
    }
    table.set(
      place,
      [...known, operation].toSorted((a, b) => weight(b) - weight(a)),
    );
  }
  return (call) => {
    const level = levelOf(call);
    const found = table.get(`${call.request.method} ${level}`)?.find((operation) => matches(operation, call));
    const unknown = [...call.request.query.keys()].find(
      (name) => SUBRESOURCES.has(name) && !found?.query?.includes(name),
    );
    if (unknown !== undefined) throw s3Errors.notImplemented(`${call.request.method} ?${unknown} on a ${level}`);
    if (!found) throw s3Errors.methodNotAllowed(call.request.method, level.toUpperCase());
    return found;
  };
}

function levelOf({ bucket, key }: S3Call): Level {
  if (bucket === '') return 'service';
  return key === '' ? 'bucket' : 'object';
}

const weight = ({ query = [], header }: S3Operation) => query.length + (header ? 1 : 0);

const markersOf = ({ query = [], header = '' }: S3Operation) => `${query.toSorted().join('&')} ${header}`;

const matches = ({ query = [], header }: S3Operation, { request }: S3Call) =>
  query.every((name) => request.query.has(name)) && (header === undefined || request.headers[header] !== undefined);
