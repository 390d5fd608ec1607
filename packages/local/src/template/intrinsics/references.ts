import { isJsonObject, type Json } from '@safelight/asl/json';
import { intrinsicCall } from '#template/intrinsics/evaluate.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import { substitutedNames } from '#template/intrinsics/substitution.ts';

/** Every name that a value refers to, so far as conditions let it: the branch of an `Fn::If` that is not taken does not count. */
export function references(value: Json, scope: Pick<Scope, 'condition'>): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => references(item, scope));
  if (!isJsonObject(value)) return [];
  const call = intrinsicCall(value);
  if (!call) return Object.values(value).flatMap((member) => references(member, scope));
  return [...ownNames(call.name, call.argument), ...references(operand(call.name, call.argument, scope), scope)];
}

function ownNames(name: string, argument: Json): readonly string[] {
  if (name === 'Ref') return [String(argument)];
  if (name === 'Fn::GetAtt')
    return [Array.isArray(argument) ? String(argument[0]) : (String(argument).split('.')[0] ?? '')];
  if (name !== 'Fn::Sub') return [];
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return substitutedNames(String(template), isJsonObject(variables) ? variables : {});
}

function operand(name: string, argument: Json, scope: Pick<Scope, 'condition'>): Json {
  if (name !== 'Fn::If' || !Array.isArray(argument)) return argument;
  const [condition, whenTrue, whenFalse] = argument;
  return (scope.condition(String(condition)) ? whenTrue : whenFalse) ?? null;
}
