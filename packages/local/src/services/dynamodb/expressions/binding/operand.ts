import type { Operand } from '#services/dynamodb/expressions/conditions.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import { describePath } from '#services/dynamodb/expressions/path.ts';
import type { Substitutions } from '#services/dynamodb/expressions/substitutions.ts';
import type { CallSyntax, OperandSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { type AttributeType, typeOf } from '#services/dynamodb/values/attribute-value.ts';

/** Puts names and values into an operand. Throws ExpressionError. */
export function bindOperand(syntax: OperandSyntax, given: Substitutions): Operand {
  if (syntax.kind === 'path') return { kind: 'path', path: given.path(syntax) };
  if (syntax.kind === 'value') return { kind: 'value', value: given.value(syntax) };
  const [operand] = bindArguments(syntax, 1, given);
  if (operand === undefined) throw new Error('size has one operand');
  return sizeOf(operand);
}

/** `size` of an operand. Throws ExpressionError for one that can only have a type without a size. */
export function sizeOf(operand: Operand): Operand {
  refuseType('size', operand, ['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
  return { kind: 'size', operand };
}

/** Operands of a call, which must be as many. Throws ExpressionError. */
export function bindArguments({ name, operands }: CallSyntax, count: number, given: Substitutions): readonly Operand[] {
  if (operands.length !== count) throw wrongNumber(name, operands.length);
  return operands.map((operand) => bindOperand(operand, given));
}

export const wrongNumber = (name: string, count: number): ExpressionError =>
  new ExpressionError(
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
  );

/** The type that an operand has whatever the item. */
function staticType(operand: Operand): AttributeType | undefined {
  if (operand.kind === 'value') return typeOf(operand.value);
  return operand.kind === 'size' ? 'N' : undefined;
}

/** Throws ExpressionError where an operand can only have a type that the operator does not take. */
export function refuseType(operator: string, operand: Operand, allowed: readonly AttributeType[]): void {
  const type = staticType(operand);
  if (type !== undefined && !allowed.includes(type))
    throw new ExpressionError(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
    );
}

/** Throws ExpressionError where the first operand, a path, is there again. */
export function refuseSame(operator: string, first: Operand, rest: readonly Operand[]): void {
  if (first.kind !== 'path') return;
  const described = describePath(first.path);
  if (rest.some((operand) => operand.kind === 'path' && describePath(operand.path) === described))
    throw new ExpressionError(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${described}`,
    );
}
