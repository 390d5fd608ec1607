import type { TaskResource } from '@safelight/asl/ports';
import type { ResponseShape } from '@safelight/asl/test-state/response-shape';
import type { NormalizedSchema } from '@smithy/core/schema';
import { integrations } from '#integrations/registry.ts';
import { actionOf } from '#integrations/sdk/command.ts';
import { upperFirst } from '#integrations/sdk/members.ts';
import { packageOf } from '#integrations/sdk/sdk-services.ts';
import { documentedResponse } from '#services/states/test-state/documented-responses.ts';
import type { Limit, Limits } from '#services/states/test-state/limits/parse.ts';
import { limitsOf } from '#services/states/test-state/limits/registry.ts';

/** What an integration answers, from the SDK client's own schemas; undefined where its client is not installed. */
export function responseShape(resource: TaskResource): ResponseShape | undefined {
  if (resource.kind !== 'integration') return undefined;
  const { service, action, pattern } = resource;
  if (pattern === 'waitForTaskToken') return undefined;
  // A job's result is what tells of it when it has ended.
  const answering = service === 'states' && pattern !== 'requestResponse' ? 'describeExecution' : action;
  return documentedResponse(service, answering) ?? sdkResponse(service, answering);
}

function sdkResponse(service: string, action: string): ResponseShape | undefined {
  const sdkName = /^aws-sdk:(.+)$/.exec(service)?.[1];
  const packageName =
    sdkName === undefined ? integrations.find((known) => known.service === service)?.packageName : packageOf(sdkName);
  if (packageName === undefined) return undefined;
  try {
    return shapeOf(actionOf(packageName, action).output, limitsOf(packageName));
  } catch {
    return undefined;
  }
}

/** @param limit of the value, or of each value in a list or a map */
function shapeOf(schema: NormalizedSchema, limits: Limits, limit: Limit = {}): ResponseShape {
  if (schema.isDocumentSchema() || schema.isStreaming() || schema.isUnitSchema()) return { kind: 'any' };
  if (schema.isStructSchema()) return structure(schema, limits);
  if (schema.isListSchema()) return { kind: 'list', of: () => shapeOf(schema.getValueSchema(), limits, limit) };
  if (schema.isMapSchema()) return { kind: 'map', of: () => shapeOf(schema.getValueSchema(), limits, limit) };
  if (schema.isBooleanSchema()) return { kind: 'boolean' };
  if (schema.isNumericSchema()) return { kind: 'number', ...limit };
  if (schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) return { kind: 'number', ...limit };
  return { kind: 'string', ...limit };
}

function structure(schema: NormalizedSchema, limits: Limits): ResponseShape {
  const members = [...schema.structIterator()];
  const own = limits.get(schema.getName() ?? '') ?? {};
  return {
    kind: 'structure',
    members: Object.fromEntries(
      members.map(([name, member]) => [upperFirst(name), () => shapeOf(member, limits, own[name])]),
    ),
    required: members.slice(0, requiredCount(schema)).map(([name]) => upperFirst(name)),
  };
}

/** Schemas list required members first, and say at their end how many there are. */
function requiredCount(schema: NormalizedSchema): number {
  const raw: unknown = schema.getSchema();
  const count: unknown = Array.isArray(raw) ? raw[6] : undefined;
  return typeof count === 'number' ? count : 0;
}
