import {
  type AnnotationValue,
  secondsOf,
  statusOf,
  type TraceDocument,
  within,
} from '#services/xray/documents/document.ts';
import { rootOf, type Trace } from '#services/xray/store/assemble.ts';
import { rootCauses } from '#services/xray/summaries/root-causes.ts';
import { serviceIdOf, serviceIdsOf } from '#services/xray/summaries/service-id.ts';

/** https://docs.aws.amazon.com/xray/latest/api/API_TraceSummary.html */
export function summaryOf(trace: Trace): object {
  const { id, segments, start, end } = trace;
  const root = rootOf(trace);
  const parts = segments.flatMap((segment) => [...within(segment)]);
  const arns = [...new Set(segments.flatMap(({ resource_arn: arn }) => arn ?? []))];
  return {
    Id: id,
    StartTime: start,
    Duration: seconds(end - start),
    ...(root && { ResponseTime: seconds(secondsOf(root)) }),
    HasFault: root?.fault === true,
    HasError: root?.error === true,
    HasThrottle: parts.some(({ throttle }) => throttle === true),
    IsPartial: parts.some(({ in_progress: isOpen }) => isOpen === true),
    Http: httpOf(root),
    Annotations: annotationsOf(segments),
    Users: usersOf(segments),
    ServiceIds: serviceIdsOf(segments),
    ResourceARNs: arns.map((ARN) => ({ ARN })),
    InstanceIds: [],
    AvailabilityZones: [],
    ...(root && { EntryPoint: serviceIdOf(root) }),
    FaultRootCauses: rootCauses(trace, 'fault'),
    ErrorRootCauses: rootCauses(trace, 'error'),
    ResponseTimeRootCauses: [],
    Revision: 1,
  };
}

/** To the millisecond. */
export const seconds = (value: number): number => Math.round(value * 1000) / 1000;

function httpOf(root: TraceDocument | undefined): object {
  const { method, url, user_agent: agent, client_ip: ip } = root?.http?.request ?? {};
  const members = {
    HttpURL: url,
    HttpStatus: root && statusOf(root),
    HttpMethod: method,
    UserAgent: agent,
    ClientIp: ip,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function annotationsOf(segments: readonly TraceDocument[]): object {
  const found = segments.flatMap((segment) =>
    [...within(segment)].flatMap(({ annotations = {} }) =>
      Object.entries(annotations).map(([key, value]) => ({ key, value, segment })),
    ),
  );
  return Object.fromEntries(
    [...Map.groupBy(found, ({ key }) => key)].map(([key, entries]) => [key, valuesOf(entries)]),
  );
}

function valuesOf(entries: readonly { readonly value: AnnotationValue; readonly segment: TraceDocument }[]) {
  return [...Map.groupBy(entries, ({ value }) => value)].map(([value, same]) => ({
    AnnotationValue: annotationValue(value),
    ServiceIds: serviceIdsOf(same.map(({ segment }) => segment)),
  }));
}

function annotationValue(value: AnnotationValue): object {
  if (typeof value === 'number') return { NumberValue: value };
  return typeof value === 'boolean' ? { BooleanValue: value } : { StringValue: value };
}

function usersOf(segments: readonly TraceDocument[]) {
  const named = segments.flatMap((segment) => (segment.user === undefined ? [] : [{ user: segment.user, segment }]));
  return [...Map.groupBy(named, ({ user }) => user)].map(([user, same]) => ({
    UserName: user,
    ServiceIds: serviceIdsOf(same.map(({ segment }) => segment)),
  }));
}
