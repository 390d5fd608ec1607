import {
  type AnnotationValue,
  type Subsegment,
  secondsOf,
  serviceNameOf,
  statusOf,
  type TraceDocument,
  within,
} from '#services/xray/documents/document.ts';
import { rootOf, type Trace } from '#services/xray/store/assemble.ts';

/** What a filter asks about: a trace, one of its services, or the call of one by another. A field may have several values. */
export interface Entity {
  readonly fields: Readonly<Record<string, () => readonly unknown[]>>;
  readonly annotations: ReadonlyMap<string, readonly AnnotationValue[]>;
}

/** The trace as its first service answered it; what describes services is that of all of them. */
export function traceEntity(trace: Trace): Entity {
  const { segments } = trace;
  const root = rootOf(trace);
  const all = segments.flatMap((segment) => [...within(segment)]);
  return {
    fields: {
      ...statusFields(root),
      ...describing(segments, all),
      throttle: () => [all.some(({ throttle }) => throttle === true)],
      partial: () => [all.some(({ in_progress: isOpen }) => isOpen === true)],
      duration: () => [trace.end - trace.start],
    },
    annotations: annotationsOf(all),
  };
}

/** One for each segment of such a service. */
export function serviceEntities(trace: Trace, isMeant: (segment: TraceDocument) => boolean): readonly Entity[] {
  const root = rootOf(trace);
  return trace.segments.filter(isMeant).map((segment) => {
    const all = [...within(segment)];
    return {
      fields: {
        ...statusFields(segment),
        ...describing([segment], all),
        partial: () => [all.some(({ in_progress: isOpen }) => isOpen === true)],
        inferred: () => [segment.inferred === true],
        root: () => [segment === root],
      },
      annotations: annotationsOf(all),
    };
  });
}

/** One for each call, as its caller saw it. */
export function edgeEntities(
  trace: Trace,
  isCaller: (segment: TraceDocument) => boolean,
  isCalled: (segment: TraceDocument) => boolean,
): readonly Entity[] {
  return trace.segments.filter(isCaller).flatMap((caller) => {
    const parts = new Map([...within(caller)].map((part) => [part.id, part]));
    return trace.segments.filter(isCalled).flatMap((called) => {
      const call = parts.get(called.parent_id ?? '');
      if (call === undefined) return [];
      return [
        { fields: { ...statusFields(call), ...describing([called], [call]) }, annotations: annotationsOf([call]) },
      ];
    });
  });
}

/** How it went. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-errors */
function statusFields(one: Subsegment | undefined) {
  const { error = false, fault = false, throttle = false } = one ?? {};
  return {
    ok: () => [!(error || fault || throttle)],
    error: () => [error],
    fault: () => [fault],
    throttle: () => [throttle],
    responsetime: () => (one ? [secondsOf(one)] : []),
    duration: () => (one ? [secondsOf(one)] : []),
    'http.status': () => present([one && statusOf(one)]),
    'http.url': () => present([one?.http?.request?.url]),
    'http.method': () => present([one?.http?.request?.method]),
    'http.useragent': () => present([one?.http?.request?.user_agent]),
    'http.clientip': () => present([one?.http?.request?.client_ip]),
  };
}

/** Who it was. */
const describing = (segments: readonly TraceDocument[], all: readonly Subsegment[]) => ({
  user: () => present(segments.map(({ user }) => user)),
  name: () => [...segments.map(serviceNameOf), ...exceptionsOf(all).map(({ type }) => type)],
  type: () => present(segments.map(({ origin }) => origin)),
  message: () => present(exceptionsOf(all).map(({ message }) => message)),
  'resource.arn': () => present(segments.map(({ resource_arn: arn }) => arn)),
  'instance.id': () => present(segments.map(({ aws }) => member(aws?.ec2, 'instance_id'))),
  availabilityzone: () => present(segments.map(({ aws }) => member(aws?.ec2, 'availability_zone'))),
});

export const exceptionsOf = (all: readonly Subsegment[]) =>
  all.flatMap(({ cause }) => (typeof cause === 'object' ? (cause.exceptions ?? []) : []));

function annotationsOf(all: readonly Subsegment[]): ReadonlyMap<string, readonly AnnotationValue[]> {
  const found = all.flatMap(({ annotations = {} }) => Object.entries(annotations));
  return new Map(
    [...Map.groupBy(found, ([key]) => key)].map(([key, entries]) => [key, entries.map(([, value]) => value)]),
  );
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

const present = (values: readonly unknown[]) => values.filter((value) => value !== undefined);
