import { isJsonObject, type Json } from '@safelight/asl/json';
import { evaluate } from '#template/intrinsics/evaluate.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import { TemplateError } from '#template/template-error.ts';

/**
 * Whether a condition of the section Conditions holds. It may refer to parameters, mappings and other conditions.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function evaluateCondition(value: Json, scope: Scope): boolean {
  const [name, argument] = isJsonObject(value) ? (Object.entries(value)[0] ?? []) : [];
  switch (name) {
    case 'Condition':
      return scope.condition(String(argument));
    case 'Fn::Equals': {
      const [left, right] = operands(argument, name).map((operand) => evaluate(operand, scope));
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case 'Fn::And':
      return operands(argument, name).every((operand) => evaluateCondition(operand, scope));
    case 'Fn::Or':
      return operands(argument, name).some((operand) => evaluateCondition(operand, scope));
    case 'Fn::Not':
      return !operands(argument, name).some((operand) => evaluateCondition(operand, scope));
    default:
      throw new TemplateError(`a condition cannot be made of ${JSON.stringify(value)}`);
  }
}

function operands(argument: Json | undefined, name: string): readonly Json[] {
  if (!Array.isArray(argument)) throw new TemplateError(`${name} takes a list`);
  return argument;
}
