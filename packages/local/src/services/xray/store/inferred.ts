import { createHash } from 'node:crypto';
import type { Subsegment, TraceDocument } from '#services/xray/documents/document.ts';

/** What a call of a service is of; a service that is not here is `AWS::` and its name. */
const ORIGINS: Readonly<Record<string, string>> = {
  DynamoDB: 'AWS::DynamoDB::Table',
  S3: 'AWS::S3::Bucket',
  SQS: 'AWS::SQS::Queue',
};

/**
 * The segment of a service that answers for itself in none: X-Ray infers it from its caller's. Undefined for work of the
 * caller's own. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-gettingdata.html#xray-api-traces
 */
export function inferredSegment(traceId: string, call: Subsegment): TraceDocument | undefined {
  const origin = originOf(call);
  if (origin === undefined) return undefined;
  const { id, name, start_time, end_time, in_progress, fault, error, throttle, http, aws } = call;
  return {
    id: createHash('sha256').update(id).digest('hex').slice(0, 16),
    ...{ name, trace_id: traceId, parent_id: id, origin, inferred: true, start_time },
    ...present({ end_time, in_progress, fault, error, throttle, http, aws }),
  };
}

/** By the call's namespace. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-subsegments */
function originOf({ name, namespace }: Subsegment): string | undefined {
  if (namespace === 'remote') return 'remote';
  if (namespace !== 'aws') return undefined;
  return Object.hasOwn(ORIGINS, name) ? ORIGINS[name] : `AWS::${name}`;
}

const present = <T extends object>(members: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: NonNullable<T[K]>;
  }>;
