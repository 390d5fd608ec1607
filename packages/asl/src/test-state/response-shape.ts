import { isJsonObject, type Json } from '#asl/json.ts';
import { TestStateRefusal } from '#asl/test-state/refusal.ts';
import type { FieldValidationMode } from '#asl/test-state/request.ts';

/** Shape of the answer of a service call, as Step Functions shows it: members in Pascal case, dates and bytes as text. */
export type ResponseShape =
  | { readonly kind: 'any' }
  | {
      readonly kind: 'string';
      readonly minLength?: number;
      readonly maxLength?: number;
      /** Those that there are. */
      readonly values?: readonly string[];
    }
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'list'; readonly of: () => ResponseShape }
  | { readonly kind: 'map'; readonly of: () => ResponseShape }
  | {
      readonly kind: 'structure';
      readonly members: Readonly<Record<string, () => ResponseShape>>;
      readonly required: readonly string[];
    };

/** Throws a `TestStateRefusal` where a mocked result is not what the service could answer. */
export function checkResponse(shape: ResponseShape, result: Json, mode: FieldValidationMode): void {
  if (mode !== 'NONE') checkValue(shape, result, 'result', mode === 'STRICT');
}

function checkValue(shape: ResponseShape, value: Json, name: string, strict: boolean) {
  switch (shape.kind) {
    case 'any':
      return;
    case 'string':
      expectType(typeof value === 'string', name, 'a string');
      return checkText(shape, String(value), name);
    case 'number':
      expectType(typeof value === 'number', name, 'a number');
      return checkNumber(shape, Number(value), name);
    case 'boolean':
      return expectType(typeof value === 'boolean', name, 'a boolean');
    case 'list':
      expectType(Array.isArray(value), name, 'an array');
      for (const item of Array.isArray(value) ? value : []) checkValue(shape.of(), item, name, strict);
      return;
    default:
      expectType(isJsonObject(value), name, 'an object');
      if (isJsonObject(value)) checkMembers(shape, value, strict);
  }
}

function checkMembers(
  shape: Extract<ResponseShape, { kind: 'map' | 'structure' }>,
  value: Readonly<Record<string, Json>>,
  strict: boolean,
) {
  if (shape.kind === 'map') {
    for (const [key, content] of Object.entries(value)) checkValue(shape.of(), content, key, strict);
    return;
  }
  const missing = strict ? shape.required.find((name) => value[name] === undefined) : undefined;
  if (missing !== undefined) throw refusal(`Required field '${missing}' is missing`);
  // Members that the service does not have are let pass.
  for (const [name, member] of Object.entries(shape.members)) {
    const content = value[name];
    if (content !== undefined && content !== null) checkValue(member(), content, name, strict);
  }
}

function checkNumber(shape: Extract<ResponseShape, { kind: 'number' }>, value: number, name: string) {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape;
  if (value < min) throw refusal(`Field '${name}' is smaller than the minimum value`);
  if (value > max) throw refusal(`Field '${name}' is larger than the maximum value`);
}

function checkText(shape: Extract<ResponseShape, { kind: 'string' }>, value: string, name: string) {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, values } = shape;
  if (values !== undefined && !values.includes(value))
    throw refusal(`Field '${name}' must be one of the following values: [${values.join(', ')}]`);
  if (value.length < minLength) throw refusal(`Field '${name}' is smaller than the minimum length`);
  if (value.length > maxLength) throw refusal(`Field '${name}' is larger than the maximum length`);
}

function expectType(holds: boolean, name: string, type: string) {
  if (!holds) throw refusal(`Field '${name}' must be ${type}`);
}

const refusal = (why: string) => new TestStateRefusal(`Mock result schema validation error: ${why}`);
