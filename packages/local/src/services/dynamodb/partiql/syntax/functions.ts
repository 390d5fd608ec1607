import { pathOf, typeNamed } from '#services/dynamodb/expressions/binding/call.ts';
import { checked } from '#services/dynamodb/expressions/binding/checks.ts';
import { refuseSame, wrongNumber } from '#services/dynamodb/expressions/binding/operand.ts';
import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import { readArguments } from '#services/dynamodb/partiql/syntax/operands.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';

/**
 * Reads a function that answers true or false, where one stands.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-functions.html
 */
export function readTest(reader: Reader): Condition | undefined {
  const name = reader.peek().text.toLowerCase();
  if (!reader.isCall() || !Object.hasOwn(TESTS, name)) return undefined;
  reader.next();
  return TESTS[name]?.(readArguments(reader));
}

const TESTS: Readonly<Record<string, (operands: readonly Operand[]) => Condition>> = {
  begins_with(operands) {
    const [operand, prefix] = two('begins_with', operands);
    return checked({ kind: 'begins_with', operand, prefix });
  },
  contains(operands) {
    const [operand, member] = two('contains', operands);
    return checked({ kind: 'contains', operand, member });
  },
  attribute_type(operands) {
    const [operand, type] = two('attribute_type', operands);
    refuseSame('attribute_type', operand, [type]);
    return { kind: 'type', operand, type: typeNamed(type) };
  },
  attribute_exists: (operands) => existence('attribute_exists', operands),
  attribute_not_exists: (operands) => existence('attribute_not_exists', operands),
};

function two(name: string, operands: readonly Operand[]): readonly [Operand, Operand] {
  const [first, second, ...more] = operands;
  if (first === undefined || second === undefined || more.length > 0) throw wrongNumber(name, operands.length);
  return [first, second];
}

function existence(name: string, operands: readonly Operand[]): Condition {
  const [operand, ...more] = operands;
  if (more.length > 0) throw wrongNumber(name, operands.length);
  return { kind: 'exists', path: pathOf(name, operand), expected: name === 'attribute_exists' };
}
