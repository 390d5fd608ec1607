import { endOf, JsonFault, type Text, unexpected } from '#asl/definition/syntax/json-text.ts';

/** All but quotes, backslashes and control characters. */
const PLAIN = /[^"\\\p{Cc}]*/uy;

/** Reads past a string: a name or a value, which Jackson tells apart when something is wrong in it. */
export function readString(text: Text, kind: 'name' | 'string value'): void {
  text.at += 1;
  for (;;) {
    text.at = endOf(PLAIN, text);
    const sign = text.source[text.at];
    if (sign === undefined) {
      const where = kind === 'name' ? ' in field name' : ': was expecting closing quote for a string value';
      throw new JsonFault(text, `Unexpected end-of-input${where}`);
    }
    if (sign === '\\') readEscape(text);
    else if (sign === '"') break;
    else throw controlCharacter(text, sign, kind);
  }
  text.at += 1;
}

const controlCharacter = (text: Text, sign: string, kind: string) =>
  new JsonFault(
    text,
    `Illegal unquoted character ((CTRL-CHAR, code ${sign.charCodeAt(0)})): has to be escaped using backslash to be included in ${kind}`,
    text.at,
    1,
  );

function readEscape(text: Text): void {
  const { source, at } = text;
  const letter = source[at + 1];
  const last = at + (letter === 'u' ? 5 : 1);
  for (let index = at + 2; index <= last && index < source.length; index += 1) {
    if (!/[0-9a-f]/i.test(source[index] ?? ''))
      throw unexpected(text, ': expected a hex-digit for character escape sequence', index);
  }
  if (last >= source.length) {
    throw new JsonFault(text, 'Unexpected end-of-input in character escape sequence', source.length);
  }
  if (!/["\\/bfnrtu]/.test(letter ?? '')) {
    throw new JsonFault(text, `Unrecognized character escape '${letter}' (code ${letter?.charCodeAt(0)})`, at + 2);
  }
  text.at = last + 1;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NO_PLUS =
  'JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow';
const NO_DIGIT = 'expected digit (0-9) to follow minus sign, for valid numeric value';

/** Reads past a number. */
export function readNumber(text: Text): void {
  const { source, at } = text;
  const wrong = (why: string, index: number, from = index) =>
    unexpected(text, ` in numeric value: ${why}`, index, from);
  if (source[at] === '+') throw wrong(NO_PLUS, at, at + 1);
  const end = endOf(NUMBER, text);
  if (end === at) {
    if (at + 1 < source.length) throw wrong(NO_DIGIT, at + 1);
    throw new JsonFault(text, 'Unexpected end-of-inputNo digit following minus sign', at + 1);
  }
  const rest = source.slice(end);
  if (/^\d/.test(rest)) throw new JsonFault(text, 'Invalid numeric value: Leading zeroes not allowed', end);
  const number = source.slice(at, end);
  if (rest.startsWith('.') && !/[.e]/i.test(number)) {
    throw wrong('Decimal point not followed by a digit', Math.min(end + 1, source.length - 1), end);
  }
  const exponent = /e/i.test(number) ? undefined : /^e[+-]?/i.exec(rest)?.[0];
  if (exponent !== undefined) throw withoutExponent(text, end, end + exponent.length);
  text.at = end;
}

function withoutExponent(text: Text, from: number, index: number): JsonFault {
  if (index < text.source.length)
    return unexpected(text, ' in numeric value: Exponent indicator not followed by a digit', index, from);
  return new JsonFault(text, 'Unexpected end-of-inputexpected a digit for number exponent', index);
}
