import { readNumber, readString } from '#asl/definition/syntax/json-scalar.ts';
import { endOf, JsonFault, place, type Text, unexpected } from '#asl/definition/syntax/json-text.ts';
import type { Json } from '#asl/json.ts';

export type ParsedJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

/** Reads JSON text; `why` says in Jackson's words what is wrong with it, and where. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: jsonFault(text) ?? (error instanceof Error ? error.message : String(error)) };
  }
}

/**
 * Finds what keeps a text from being JSON, in the words of Jackson, with which AWS reads definitions and inputs. Undefined where
 * it begins with a whole JSON value: Jackson does not look at what follows.
 */
export function jsonFault(source: string): string | undefined {
  try {
    readDocument({ source, at: 0 });
    return undefined;
  } catch (error) {
    if (error instanceof JsonFault) return error.message;
    throw error;
  }
}

interface Container {
  readonly kind: 'Object' | 'Array';
  readonly start: number;
}

type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end';

const VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const BLANK = /\s*/y;
const TOKEN = /[\p{ID_Continue}$]{0,256}/uy;

/** Goes on with a stack of its own: depth is no reason to fail. */
function readDocument(text: Text): void {
  const open: Container[] = [];
  let expected: Expected = 'value';
  do {
    text.at = endOf(BLANK, text);
    const sign = text.source[text.at];
    const inside = open.at(-1);
    if (sign === undefined) throw endedEarly(text, inside, expected);
    if ((sign === '}' || sign === ']') && expected.endsWith('end')) {
      close(text, inside, sign);
      open.pop();
      expected = 'comma or end';
    } else if (expected === 'comma or end' || expected === 'colon') {
      separate(text, sign, expected, inside);
      expected = expected === 'colon' || inside?.kind === 'Array' ? 'value' : 'name';
    } else if (expected === 'name' || expected === 'name or end') {
      if (sign !== '"') throw unexpected(text, ': was expecting double-quote to start field name');
      readString(text, 'name');
      expected = 'colon';
    } else if (sign === '{' || sign === '[') {
      open.push({ kind: sign === '{' ? 'Object' : 'Array', start: text.at });
      text.at += 1;
      expected = sign === '{' ? 'name or end' : 'value or end';
    } else {
      readScalar(text, sign, inside);
      expected = 'comma or end';
    }
  } while (open.length > 0);
}

function readScalar(text: Text, sign: string, inside: Container | undefined): void {
  if (sign === '"') readString(text, 'string value');
  else if (/[-+\d]/.test(sign)) readNumber(text);
  else readToken(text, sign, inside);
}

function readToken(text: Text, sign: string, inside: Container | undefined): void {
  if (sign === '/') throw unexpected(text, COMMENT);
  if (inside === undefined && (sign === '}' || sign === ']')) close(text, inside, sign);
  const end = endOf(TOKEN, text);
  const token = text.source.slice(text.at, end);
  if (!/^[\p{ID_Start}$_]/u.test(token)) throw unexpected(text, `: expected a valid value ${VALUE}`);
  text.at = end;
  if (token === 'NaN' || token === 'Infinity')
    throw new JsonFault(text, `Non-standard token '${token}'${NOT_A_NUMBER}`);
  if (['null', 'true', 'false'].includes(token)) return;
  throw new JsonFault(text, `Unrecognized token '${token}': was expecting ${VALUE}`);
}

const NOT_A_NUMBER = ': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow';
const COMMENT =
  ": maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)";

function separate(text: Text, sign: string, expected: 'colon' | 'comma or end', inside: Container | undefined): void {
  if (expected === 'colon' && sign !== ':')
    throw unexpected(text, ': was expecting a colon to separate field name and value');
  if (expected === 'comma or end' && sign !== ',')
    throw unexpected(text, `: was expecting comma to separate ${inside?.kind} entries`);
  text.at += 1;
}

function close(text: Text, inside: Container | undefined, sign: '}' | ']'): void {
  text.at += 1;
  if (sign === (inside?.kind === 'Object' ? '}' : ']') && inside !== undefined) return;
  const other = sign === '}' ? ']' : '}';
  const from =
    inside === undefined
      ? `root starting at ${place(text, -1)}`
      : `${inside.kind} starting at ${place(text, inside.start)}`;
  throw new JsonFault(text, `Unexpected close marker '${sign}': expected '${other}' (for ${from})`);
}

function endedEarly(text: Text, inside: Container | undefined, expected: Expected): JsonFault {
  if (inside === undefined) return new JsonFault(text, 'No content to map due to end-of-input');
  if (!expected.endsWith('end'))
    return new JsonFault(text, `Unexpected end-of-input within/between ${inside.kind} entries`);
  const start = place(text, inside.start);
  return new JsonFault(
    text,
    `Unexpected end-of-input: expected close marker for ${inside.kind} (start marker at ${start})`,
  );
}
