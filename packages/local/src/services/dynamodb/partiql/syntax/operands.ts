import { validationError } from '#services/dynamodb/errors.ts';
import { sizeOf, wrongNumber } from '#services/dynamodb/expressions/binding/operand.ts';
import type { Operand } from '#services/dynamodb/expressions/conditions.ts';
import { readLiteral } from '#services/dynamodb/partiql/syntax/literals.ts';
import { readPath } from '#services/dynamodb/partiql/syntax/paths.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';

/** Reads a value, a path or `size(…)`. */
export function expectOperand(reader: Reader): Operand {
  if (reader.isWord('MISSING')) throw validationError('MISSING must be compared using IS operator');
  const value = readLiteral(reader);
  if (value !== undefined) return { kind: 'value', value };
  if (!reader.isCall()) return { kind: 'path', path: readPath(reader) };
  const { text } = reader.next();
  if (text.toLowerCase() !== 'size') throw validationError(`Unrecognized function: ${text}`);
  const [operand, ...more] = readArguments(reader);
  if (operand === undefined || more.length > 0) throw wrongNumber(text, more.length + 1);
  return sizeOf(operand);
}

/** Operands in parentheses. */
export function readArguments(reader: Reader): readonly Operand[] {
  reader.expectSign('(');
  const read = () => reader.deeper(() => expectOperand(reader));
  const operands = [read()];
  while (reader.takeSign(',')) operands.push(read());
  reader.expectSign(')');
  return operands;
}
