import type { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';
import type { Token } from '#services/dynamodb/partiql/syntax/tokens.ts';
import type { AttributeValue, Item } from '#services/dynamodb/values/attribute-value.ts';
import { normalNumber } from '#services/dynamodb/values/numbers.ts';
import { parseAttributeValue } from '#services/dynamodb/values/parse.ts';

/**
 * Reads a value where one stands: text, number, boolean, null, `?`, `[list]`, `{'map': …}` or `<<set>>`; else undefined.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.data-types.html
 */
export function readLiteral(reader: Reader): AttributeValue | undefined {
  if (reader.isSign('?')) return reader.parameter();
  if (reader.isSign('[')) return parseAttributeValue({ L: readMembers(reader, '[', ']') });
  if (reader.isSign('<<')) return readSet(reader);
  if (reader.isSign('{')) return parseAttributeValue({ M: readTuple(reader) });
  const { kind, text } = reader.peek();
  if (kind === 'text') return { S: reader.next().text };
  if (kind === 'number') return { N: normalNumber(reader.next().text) };
  if (kind === 'word') return readWord(reader, text.toUpperCase());
  return readSigned(reader);
}

function readWord(reader: Reader, word: string): AttributeValue | undefined {
  if (word !== 'TRUE' && word !== 'FALSE' && word !== 'NULL') return undefined;
  reader.next();
  return word === 'NULL' ? { NULL: true } : { BOOL: word === 'TRUE' };
}

function readSigned(reader: Reader): AttributeValue | undefined {
  const { text } = reader.peek();
  if (!(reader.isSign('-') || reader.isSign('+')) || reader.peek(1).kind !== 'number') return undefined;
  reader.next();
  return { N: normalNumber(text + reader.next().text) };
}

/** Throws ValidationException for what is no value. */
export function expectLiteral(reader: Reader): AttributeValue {
  const token = reader.peek();
  const value = readLiteral(reader);
  if (value === undefined) throw noValue(reader, token);
  return value;
}

function noValue(reader: Reader, { kind, text, at }: Token): AwsError {
  return kind === 'word' || kind === 'quoted'
    ? validationError(`Unsupported data type: ${text} under key root at ${at}`)
    : reader.malformed();
}

function readMembers(reader: Reader, open: string, close: string): readonly AttributeValue[] {
  reader.expectSign(open);
  const members: AttributeValue[] = [];
  if (reader.takeSign(close)) return members;
  do members.push(reader.deeper(() => expectLiteral(reader)));
  while (reader.takeSign(','));
  reader.expectSign(close);
  return members;
}

/** A map: names are texts, each once. */
export function readTuple(reader: Reader): Item {
  reader.expectSign('{');
  const members = new Map<string, AttributeValue>();
  if (reader.takeSign('}')) return {};
  do {
    const { kind, text, at } = reader.next();
    if (kind !== 'text')
      throw validationError(`Tuple keys must be of type String. Actual type: VariableReference under root at ${at}`);
    if (members.has(text)) throw validationError(`Duplicate keys in tuple. Key: ${text} under root at ${at}`);
    reader.expectSign(':');
    members.set(
      text,
      reader.deeper(() => expectLiteral(reader)),
    );
  } while (reader.takeSign(','));
  reader.expectSign('}');
  return Object.fromEntries(members);
}

function readSet(reader: Reader): AttributeValue {
  const { at } = reader.peek();
  const members = readMembers(reader, '<<', '>>');
  if (members.length === 0) throw validationError(`Empty bags are not supported at ${at}`);
  const texts = members.flatMap((member) => ('S' in member ? [member.S] : []));
  const numbers = members.flatMap((member) => ('N' in member ? [member.N] : []));
  const bytes = members.flatMap((member) => ('B' in member ? [member.B] : []));
  if (texts.length === members.length) return parseAttributeValue({ SS: texts });
  if (numbers.length === members.length) return parseAttributeValue({ NS: numbers });
  if (bytes.length === members.length) return parseAttributeValue({ BS: bytes });
  throw validationError('Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags');
}
