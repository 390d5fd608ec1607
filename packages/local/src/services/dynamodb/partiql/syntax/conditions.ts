import { validationError } from '#services/dynamodb/errors.ts';
import { checked } from '#services/dynamodb/expressions/binding/checks.ts';
import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import type { Comparator } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { readTest } from '#services/dynamodb/partiql/syntax/functions.ts';
import { expectOperand } from '#services/dynamodb/partiql/syntax/operands.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';

/**
 * Reads what stands behind WHERE.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html
 */
export function readCondition(reader: Reader): Condition {
  let left = readAll(reader);
  while (reader.takeWord('OR')) left = { kind: 'or', left, right: readAll(reader) };
  return left;
}

function readAll(reader: Reader): Condition {
  let left = readNegated(reader);
  while (reader.takeWord('AND')) left = { kind: 'and', left, right: readNegated(reader) };
  return left;
}

function readNegated(reader: Reader): Condition {
  if (reader.takeWord('NOT')) return { kind: 'not', condition: reader.deeper(() => readNegated(reader)) };
  if (!reader.takeSign('(')) return readTest(reader) ?? readComparison(reader);
  const inner = reader.deeper(() => readCondition(reader));
  reader.expectSign(')');
  return inner;
}

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

const ARITHMETIC = ['+', '-', '*', '/'];

function readComparison(reader: Reader): Condition {
  const operand = expectOperand(reader);
  const { kind, text } = reader.peek();
  const comparator = kind === 'sign' && Object.hasOwn(COMPARATORS, text) ? COMPARATORS[text] : undefined;
  if (comparator !== undefined) {
    reader.next();
    const right = expectOperand(reader);
    refuseArithmetic(reader);
    return checked({ kind: 'compare', comparator, left: operand, right });
  }
  refuseArithmetic(reader);
  if (reader.takeWord('IS')) return readIs(reader, operand);
  if (reader.isWord('LIKE')) throw validationError('Unsupported operator in Condition Expression. Operator: like');
  const negated = reader.takeWord('NOT');
  const made = readRange(reader, operand);
  return negated ? { kind: 'not', condition: made } : made;
}

function refuseArithmetic(reader: Reader): void {
  const sign = ARITHMETIC.find((one) => reader.isSign(one));
  if (sign !== undefined) throw validationError(`Unsupported operator in Condition Expression. Operator: ${sign}`);
}

function readRange(reader: Reader, operand: Operand): Condition {
  if (reader.takeWord('BETWEEN')) {
    const low = expectOperand(reader);
    reader.expectWord('AND');
    return checked({ kind: 'between', operand, low, high: expectOperand(reader) });
  }
  if (!reader.takeWord('IN'))
    throw validationError('WHERE clause must contain an expression that resolves to a boolean');
  const close = reader.isSign('[') ? ']' : ')';
  reader.expectSign(close === ']' ? '[' : '(');
  const list = [expectOperand(reader)];
  while (reader.takeSign(',')) list.push(expectOperand(reader));
  reader.expectSign(close);
  return checked({ kind: 'in', operand, list });
}

/** IS MISSING is that there is no attribute; IS NULL is that there is one of type null. */
function readIs(reader: Reader, operand: Operand): Condition {
  const negated = reader.takeWord('NOT');
  const made = isWhat(reader, operand);
  return negated ? { kind: 'not', condition: made } : made;
}

function isWhat(reader: Reader, operand: Operand): Condition {
  if (reader.takeWord('NULL')) return { kind: 'type', operand, type: 'NULL' };
  reader.expectWord('MISSING');
  if (operand.kind !== 'path') throw validationError('MISSING must be compared with a document path');
  return { kind: 'exists', path: operand.path, expected: false };
}
