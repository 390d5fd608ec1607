import { bindCall } from '#services/dynamodb/expressions/binding/call.ts';
import { bindOperand, refuseSame, refuseType } from '#services/dynamodb/expressions/binding/operand.ts';
import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import type { Substitutions } from '#services/dynamodb/expressions/substitutions.ts';
import type { ConditionSyntax, OperandSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';
import { compareScalars } from '#services/dynamodb/values/compare.ts';

const ORDERED = ['S', 'N', 'B'] as const;

/** Puts names and values into a parsed condition. Throws ExpressionError for operands that an operator cannot have. */
export function bindCondition(syntax: ConditionSyntax, given: Substitutions): Condition {
  switch (syntax.kind) {
    case 'and':
    case 'or':
      return {
        kind: syntax.kind,
        left: bindCondition(syntax.left, given),
        right: bindCondition(syntax.right, given),
      };
    case 'not':
      return { kind: 'not', condition: bindCondition(syntax.condition, given) };
    case 'call':
      return bindCall(syntax, given);
    case 'compare':
      return bindComparison(syntax, given);
    case 'between':
      return bindBetween(syntax, given);
    case 'in': {
      const [operand, list] = bindOperands(syntax.operand, syntax.list, given);
      refuseSame('IN', operand, list);
      return { kind: 'in', operand, list };
    }
  }
}

function bindOperands(
  first: OperandSyntax,
  rest: readonly OperandSyntax[],
  given: Substitutions,
): [Operand, readonly Operand[]] {
  return [bindOperand(first, given), rest.map((one) => bindOperand(one, given))];
}

function bindComparison(syntax: ConditionSyntax & { kind: 'compare' }, given: Substitutions): Condition {
  const left = bindOperand(syntax.left, given);
  const right = bindOperand(syntax.right, given);
  const { comparator } = syntax;
  refuseSame(comparator, left, [right]);
  if (comparator !== '=' && comparator !== '<>')
    for (const operand of [left, right]) refuseType(comparator, operand, ORDERED);
  return { kind: 'compare', comparator, left, right };
}

function bindBetween(syntax: ConditionSyntax & { kind: 'between' }, given: Substitutions): Condition {
  const operand = bindOperand(syntax.operand, given);
  const low = bindOperand(syntax.low, given);
  const high = bindOperand(syntax.high, given);
  refuseSame('BETWEEN', operand, [low, high]);
  for (const one of [operand, low, high]) refuseType('BETWEEN', one, ORDERED);
  if (low.kind === 'value' && high.kind === 'value') refuseBounds(low.value, high.value);
  return { kind: 'between', operand, low, high };
}

function refuseBounds(low: AttributeValue, high: AttributeValue): void {
  const order = compareScalars(low, high);
  const wanted =
    order === undefined
      ? 'same data type for lower and upper bounds'
      : 'upper bound to be greater than or equal to lower bound';
  if (order === undefined || order > 0)
    throw new ExpressionError(
      `The BETWEEN operator requires ${wanted}; lower bound operand: ${shown(low)}, upper bound operand: ${shown(high)}`,
    );
}

function shown(value: AttributeValue): string {
  const [entry] = Object.entries(value);
  return `AttributeValue: {${entry?.[0] ?? ''}:${String(entry?.[1] ?? '')}}`;
}
