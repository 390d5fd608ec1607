import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { intrinsicFunctions } from '#template/intrinsics/functions.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import { TemplateError } from '#template/template-error.ts';

const dynamicReference = /\{\{resolve:[^}]*\}\}/;

/**
 * Replaces every intrinsic function in a value by what it yields; `undefined` stands for `AWS::NoValue`,
 * which removes the property or the item.
 */
export function evaluate(value: Json, scope: Scope): Json | undefined {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== undefined);
  if (!isJsonObject(value)) return value;
  const call = intrinsicCall(value);
  if (!call) return evaluateMembers(value, scope);
  const run = intrinsicFunctions[call.name];
  if (!run) throw new TemplateError(`the intrinsic function ${call.name} is not supported here`);
  return run(call.argument, scope, evaluate);
}

/** `{ "Ref": … }` or `{ "Fn::…": … }`, which stand alone in their object. */
export function intrinsicCall(value: JsonObject): { readonly name: string; readonly argument: Json } | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

function evaluateMembers(value: JsonObject, scope: Scope): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const result = evaluate(member, scope);
      return result === undefined ? [] : [[name, result] as const];
    }),
  );
}

function literal(value: string): string {
  const found = dynamicReference.exec(value)?.[0];
  if (found !== undefined) throw new TemplateError(`the dynamic reference ${found} is not supported here`);
  return value;
}
