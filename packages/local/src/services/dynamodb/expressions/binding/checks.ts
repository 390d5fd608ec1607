import { refuseSame, refuseType } from '#services/dynamodb/expressions/binding/operand.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';
import { compareScalars } from '#services/dynamodb/values/compare.ts';

const ORDERED = ['S', 'N', 'B'] as const;

/**
 * Checks the operands of one operator or function; what it joins is not looked at. Throws ExpressionError for operands that it
 * cannot have whatever the item.
 */
export function checked(condition: Condition): Condition {
  switch (condition.kind) {
    case 'compare': {
      const { comparator, left, right } = condition;
      const unordered = comparator === '=' || comparator === '<>';
      for (const operand of unordered ? [] : [left, right]) refuseType(comparator, operand, ORDERED);
      refuseSame(comparator, left, [right]);
      break;
    }
    case 'between': {
      const { operand, low, high } = condition;
      for (const one of [operand, low, high]) refuseType('BETWEEN', one, ORDERED);
      refuseSame('BETWEEN', operand, [low, high]);
      if (low.kind === 'value' && high.kind === 'value') refuseBounds(low.value, high.value);
      break;
    }
    case 'in':
      refuseSame('IN', condition.operand, condition.list);
      break;
    case 'begins_with': {
      const { operand, prefix } = condition;
      for (const one of [operand, prefix]) refuseType('begins_with', one, ['S', 'B']);
      refuseSame('begins_with', operand, [prefix]);
      break;
    }
    case 'contains':
      refuseSame('contains', condition.operand, [condition.member]);
      break;
  }
  return condition;
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
