import { validationError } from '#services/dynamodb/errors.ts';
import { valueAt } from '#services/dynamodb/expressions/path.ts';
import type { Assigned, UpdateOperand } from '#services/dynamodb/expressions/update/update.ts';
import type { AttributeValue, Item } from '#services/dynamodb/values/attribute-value.ts';
import { addNumbers, subtractNumbers } from '#services/dynamodb/values/numbers.ts';

/** What a SET assigns, given the item as it was before. Throws ValidationException. */
export function assigned(value: Assigned, from: Item, mismatch: string): AttributeValue {
  if (value.kind !== 'arithmetic') return operandOf(value, from, mismatch);
  const left = operandOf(value.left, from, mismatch);
  const right = operandOf(value.right, from, mismatch);
  if (!('N' in left && 'N' in right)) throw validationError(mismatch);
  return { N: (value.sign === '+' ? addNumbers : subtractNumbers)(left.N, right.N) };
}

function operandOf(operand: UpdateOperand, from: Item, mismatch: string): AttributeValue {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path': {
      const value = valueAt(from, operand.path);
      if (value !== undefined) return value;
      throw validationError('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'if_not_exists': {
      // Read even where it is not needed: what is not there is told.
      const otherwise = operandOf(operand.otherwise, from, mismatch);
      return valueAt(from, operand.path) ?? otherwise;
    }
    case 'list_append': {
      const left = operandOf(operand.left, from, mismatch);
      const right = operandOf(operand.right, from, mismatch);
      if (!('L' in left && 'L' in right)) throw validationError(mismatch);
      return { L: [...left.L, ...right.L] };
    }
  }
}
