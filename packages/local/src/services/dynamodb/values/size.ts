import { type AttributeValue, type Item, membersOf } from '#services/dynamodb/values/attribute-value.ts';
import { parseDecimal } from '#services/dynamodb/values/decimal.ts';

/** Lists and maps cost three bytes, and one for each member. */
const DOCUMENT = 3;
const MEMBER = 1;

/**
 * Bytes of an item by DynamoDB's rules: what the 400 KB limit, capacity units and `SizeBytes` of a stream record count.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += Buffer.byteLength(name) + valueSize(value);
  return size;
}

export function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('L' in value) return value.L.reduce((size, member) => size + MEMBER + valueSize(member), DOCUMENT);
  if ('M' in value) return DOCUMENT + itemSize(value.M) + MEMBER * Object.keys(value.M).length;
  const one = 'NS' in value ? numberSize : 'SS' in value ? textSize : binarySize;
  return (membersOf(value) ?? []).reduce((size, member) => size + one(member), 0);
}

const textSize = (text: string) => Buffer.byteLength(text);
const binarySize = (base64: string) => Buffer.byteLength(base64, 'base64');

/** Integers in normal form, which most numbers are. */
const SHORT_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;

function integerSize(text: string): number {
  if (text === '0') return 1;
  const minus = text.startsWith('-') ? 1 : 0;
  let end = text.length;
  while (text[end - 1] === '0') end--;
  const shifted = (text.length - minus) % 2;
  return Math.ceil((end - minus + shifted) / 2) + 1 + minus;
}

/** One byte for two digits (pairs are counted from the decimal point), one for the exponent, one for a minus. */
function numberSize(text: string): number {
  if (SHORT_INTEGER.test(text)) return integerSize(text);
  const { sign, digits, exponent } = parseDecimal(text);
  if (digits === '') return 1;
  const shifted = Math.abs(exponent % 2) === 0 ? 1 : 0;
  return Math.ceil((digits.length + shifted) / 2) + 1 + (sign < 0 ? 1 : 0);
}
