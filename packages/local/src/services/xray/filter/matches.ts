import { serviceNameOf, type TraceDocument } from '#services/xray/documents/document.ts';
import { type Entity, edgeEntities, serviceEntities, traceEntity } from '#services/xray/filter/entity.ts';
import type { Comparison, Field, Filter, ServicePattern } from '#services/xray/filter/nodes.ts';
import type { Trace } from '#services/xray/store/assemble.ts';

/** Whether a trace is one that the filter asks for. */
export const matchesFilter = (filter: Filter, trace: Trace): boolean => holds(filter, traceEntity(trace), trace);

function holds(filter: Filter, entity: Entity, trace: Trace): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => holds(part, entity, trace));
    case 'or':
      return filter.parts.some((part) => holds(part, entity, trace));
    case 'not':
      return !holds(filter.part, entity, trace);
    case 'has':
      return valuesOf(filter.field, entity).some((value) => filter.field.kind === 'annotation' || value === true);
    case 'compare':
      return compares(filter, entity);
    case 'service': {
      const { of, that } = filter;
      return serviceEntities(trace, (segment) => isOf(of, segment)).some(
        (service) => that === undefined || holds(that, service, trace),
      );
    }
    case 'edge': {
      const { from, to, that } = filter;
      return edgeEntities(
        trace,
        (segment) => isOf(from, segment),
        (segment) => isOf(to, segment),
      ).some((edge) => that === undefined || holds(that, edge, trace));
    }
  }
}

function compares({ field, by, value }: Extract<Filter, { kind: 'compare' }>, entity: Entity): boolean {
  const values = valuesOf(field, entity);
  if (by === '!=') return values.every((one) => one !== value);
  return values.some((one) => TESTS[by](one, value));
}

type Test = (one: unknown, other: unknown) => boolean;
const numbers =
  (test: (one: number, other: number) => boolean): Test =>
  (one, other) =>
    typeof one === 'number' && typeof other === 'number' && test(one, other);
const texts =
  (test: (one: string, other: string) => boolean): Test =>
  (one, other) =>
    typeof one === 'string' && typeof other === 'string' && test(one, other);

const TESTS: Readonly<Record<Exclude<Comparison, '!='>, Test>> = {
  '=': (one, other) => one === other,
  '<': numbers((one, other) => one < other),
  '<=': numbers((one, other) => one <= other),
  '>': numbers((one, other) => one > other),
  '>=': numbers((one, other) => one >= other),
  CONTAINS: texts((one, other) => one.includes(other)),
  BEGINSWITH: texts((one, other) => one.startsWith(other)),
  ENDSWITH: texts((one, other) => one.endsWith(other)),
};

const valuesOf = (field: Field, entity: Entity): readonly unknown[] =>
  field.kind === 'annotation' ? (entity.annotations.get(field.key) ?? []) : (entity.fields[field.name]?.() ?? []);

const isOf = ({ name, type, accountId }: ServicePattern, segment: TraceDocument) =>
  (name === undefined || name === serviceNameOf(segment)) &&
  (type === undefined || type === segment.origin) &&
  (accountId === undefined || accountId === segment.resource_arn?.split(':')[4]);
