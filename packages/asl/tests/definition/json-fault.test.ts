import { expect, it } from 'vitest';
import { jsonFault } from '#asl/definition/syntax/json-fault.ts';

/** What Jackson 2.15.4 (com.fasterxml.jackson.core:jackson-databind) says of each text, as measured. */
const VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

it.each<[text: string, why: string, line: number, column: number]>([
  ['not a json', `Unrecognized token 'not': was expecting ${VALUE}`, 1, 4],
  ['{"a": ${X}}', `Unrecognized token '$': was expecting ${VALUE}`, 1, 8],
  ['{"a":tru}', `Unrecognized token 'tru': was expecting ${VALUE}`, 1, 9],
  ['{"a":ab-c}', `Unrecognized token 'ab': was expecting ${VALUE}`, 1, 8],
  ['é', `Unrecognized token 'é': was expecting ${VALUE}`, 1, 2],
  ['[1,]', `Unexpected character (']' (code 93)): expected a valid value ${VALUE}`, 1, 5],
  ['{"a":\'x\'}', `Unexpected character (''' (code 39)): expected a valid value ${VALUE}`, 1, 7],
  ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 1, 9],
  ['{a:1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name", 1, 3],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 1, 7],
  [
    '{\n  "a": 1\n  "b": 2\n}',
    "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
    3,
    4,
  ],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 5],
  ['{"a":1', 'Unexpected end-of-input: expected close marker for Object (start marker at [1, 1])', 1, 7],
  ['[', 'Unexpected end-of-input: expected close marker for Array (start marker at [1, 1])', 1, 2],
  ['{"a":', 'Unexpected end-of-input within/between Object entries', 1, 6],
  ['[1,', 'Unexpected end-of-input within/between Array entries', 1, 4],
  ['{"a', 'Unexpected end-of-input in field name', 1, 4],
  ['{"a":"x', 'Unexpected end-of-input: was expecting closing quote for a string value', 1, 8],
  ['{"a":"\\', 'Unexpected end-of-input in character escape sequence', 1, 8],
  ['{"a":[1}', "Unexpected close marker '}': expected ']' (for Array starting at [1, 6])", 1, 9],
  [']', "Unexpected close marker ']': expected '}' (for root starting at [1, 0])", 1, 2],
  ['{"a":"\\x"}', "Unrecognized character escape 'x' (code 120)", 1, 9],
  [
    '{"a":"\\u12G4"}',
    "Unexpected character ('G' (code 71)): expected a hex-digit for character escape sequence",
    1,
    12,
  ],
  [
    '{"a":"x\ny"}',
    'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
    1,
    9,
  ],
  ['{"a":01}', 'Invalid numeric value: Leading zeroes not allowed', 1, 7],
  ['{"a":1.x}', "Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit", 1, 8],
  [
    '{"a":1e+}',
    "Unexpected character ('}' (code 125)) in numeric value: Exponent indicator not followed by a digit",
    1,
    8,
  ],
  [
    '{"a":-}',
    "Unexpected character ('}' (code 125)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
    1,
    8,
  ],
  ['{"a":NaN}', "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", 1, 9],
  [
    '// c\n{}',
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    1,
    2,
  ],
])('%j: %s', (text, why, line, column) => {
  const at = (row: string | number, col: string | number) =>
    `[Source: (String)"${text}"; line: ${row}, column: ${col}]`;
  const expected = why.replace(/\[(\d+), (\d+)\]/, (_, row, col) => at(row, col));
  expect(jsonFault(text)).toBe(`${expected}\n at ${at(line, column)}`);
});

it('shows no more than 500 characters of a text', () => {
  const text = `[${'1,'.repeat(300)}`;
  expect(jsonFault(text)).toContain(`"${text.slice(0, 500)}"[truncated 101 chars]; line: 1, column: 602]`);
});

it.each(['{}', ' [1, {"a": [true, null, -0.5e+3]}, "\\u00e9\\n"] ', '"x"', '0'])('%j is JSON', (text) => {
  expect(JSON.parse(text)).toBeDefined();
  expect(jsonFault(text)).toBeUndefined();
});
