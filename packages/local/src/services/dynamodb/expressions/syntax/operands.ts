import type { OperandSyntax, PathSyntax, ValueSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import type { Reader } from '#services/dynamodb/expressions/syntax/reader.ts';
import { isReserved } from '#services/dynamodb/expressions/syntax/reserved-words.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters */
const GREATEST_INDEX = 2 ** 31 - 1;
const MOST_LEVELS = 32;

/** Which functions the expression may have: those of conditions, or those of updates. */
export type Dialect = 'condition' | 'update';

const FUNCTIONS: Readonly<Record<string, Dialect>> = {
  attribute_exists: 'condition',
  attribute_not_exists: 'condition',
  attribute_type: 'condition',
  begins_with: 'condition',
  contains: 'condition',
  size: 'condition',
  if_not_exists: 'update',
  list_append: 'update',
};

/** `a`, `#a`, `a.b[0].#c`. */
export function readPath(reader: Reader): PathSyntax {
  const elements: (string | number)[] = [readName(reader)];
  for (;;) {
    if (reader.takeSign('.')) elements.push(readName(reader));
    else if (reader.takeSign('[')) elements.push(readIndex(reader));
    else break;
  }
  if (elements.length > MOST_LEVELS)
    reader.fault(`The document path has too many nesting levels; nesting levels: ${elements.length}`);
  return { kind: 'path', elements };
}

function readName(reader: Reader): string {
  const { kind, text } = reader.peek();
  if ((kind !== 'word' && kind !== 'name') || reader.keyword() !== undefined) throw reader.syntaxError();
  if (kind === 'word' && isReserved(text))
    reader.fault(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
  return reader.next().text;
}

function readIndex(reader: Reader): number {
  const { kind, text } = reader.peek();
  if (kind !== 'number') throw reader.syntaxError();
  const index = Number(text);
  if (index > GREATEST_INDEX) reader.fault(`List index is not within the allowable range; index: [${text}]`);
  reader.next();
  reader.expectSign(']');
  return index;
}

export function readValue(reader: Reader): ValueSyntax {
  if (reader.peek().kind !== 'value') throw reader.syntaxError();
  return { kind: 'value', name: reader.next().text };
}

/** A path, a `:value` or a call, without parentheses around it. */
export function readBareOperand(reader: Reader, dialect: Dialect): OperandSyntax {
  if (reader.peek().kind === 'value') return readValue(reader);
  if (!isCall(reader)) return readPath(reader);
  const name = reader.next().text;
  checkFunction(reader, dialect, name);
  reader.operators++;
  reader.next();
  const operands = [readOperand(reader, dialect)];
  while (reader.takeSign(',')) operands.push(readOperand(reader, dialect));
  reader.expectSign(')');
  return { kind: 'call', name, operands };
}

const isCall = (reader: Reader) =>
  reader.peek().kind === 'word' && reader.keyword() === undefined && reader.isSign('(', 1);

function checkFunction(reader: Reader, dialect: Dialect, name: string): void {
  const allowed = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (allowed === undefined) reader.fault(`Invalid function name; function: ${name}`);
  else if (allowed !== dialect)
    reader.fault(
      `The function is not allowed in ${dialect === 'update' ? 'an update' : 'a condition'} expression; function: ${name}`,
    );
}

/** An operand of a comparison, a call or an assignment, with or without parentheses. */
export function readOperand(reader: Reader, dialect: Dialect): OperandSyntax {
  if (reader.isSign('(')) return reader.inParentheses(() => readOperand(reader, dialect));
  const operand = readBareOperand(reader, dialect);
  checkOperand(reader, dialect, operand);
  return operand;
}

/** A function that answers true or false is no operand. */
export function checkOperand(reader: Reader, dialect: Dialect, operand: OperandSyntax): void {
  if (operand.kind === 'call' && dialect === 'condition' && operand.name !== 'size')
    reader.fault(`The function is not allowed to be used this way in an expression; function: ${operand.name}`);
}
