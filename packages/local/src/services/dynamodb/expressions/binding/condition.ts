import { bindCall } from '#services/dynamodb/expressions/binding/call.ts';
import { checked } from '#services/dynamodb/expressions/binding/checks.ts';
import { bindOperand } from '#services/dynamodb/expressions/binding/operand.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import type { Substitutions } from '#services/dynamodb/expressions/substitutions.ts';
import type { ConditionSyntax, OperandSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';

/** Puts names and values into a parsed condition. Throws ExpressionError for operands that an operator cannot have. */
export function bindCondition(syntax: ConditionSyntax, given: Substitutions): Condition {
  const operand = (one: OperandSyntax) => bindOperand(one, given);
  switch (syntax.kind) {
    case 'and':
    case 'or': {
      const { kind, left, right } = syntax;
      return { kind, left: bindCondition(left, given), right: bindCondition(right, given) };
    }
    case 'not':
      return { kind: 'not', condition: bindCondition(syntax.condition, given) };
    case 'call':
      return bindCall(syntax, given);
    case 'compare': {
      const { kind, comparator, left, right } = syntax;
      return checked({ kind, comparator, left: operand(left), right: operand(right) });
    }
    case 'between': {
      const { kind, low, high } = syntax;
      return checked({ kind, operand: operand(syntax.operand), low: operand(low), high: operand(high) });
    }
    case 'in':
      return checked({ kind: 'in', operand: operand(syntax.operand), list: syntax.list.map(operand) });
  }
}
