import { expect, it } from 'vitest';
import { parseFilterPattern } from '#services/logs/patterns/filter-pattern.ts';

const record = JSON.stringify({ level: 'ERROR', code: 503, user: null, ok: true, list: [{ id: 'a' }], 'x-y': 'z' });
const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
it.each<[string, string, boolean]>([
  ['" "', 'anything', true],
  ['', 'anything', true],
  ['ERROR_1 timeout', 'ERROR_1: timeout', true],
  ['"a-b" -"c d"', 'a-b c', true],
  ['"a-b" -"c d"', 'a-b c d', false],
  ['{ $.level = "ERROR" }', record, true],
  ['{$.level="ERROR"}', record, true],
  ['{ $.level = ERR* }', record, true],
  ['{ $.level != "INFO" }', record, true],
  ['{ $.none != "INFO" }', record, false],
  ['{ $.code >= 500 }', record, true],
  ['{ $.code = 503 && $.level = "INFO" }', record, false],
  ['{ ($.code = 1 || $.code = 503) && $.ok IS TRUE }', record, true],
  ['{ $.user IS NULL }', record, true],
  ['{ $.none NOT EXISTS }', record, true],
  ['{ $.user NOT EXISTS }', record, false],
  ['{ $.list[0].id = "a" }', record, true],
  ['{ $.["x-y"] = "z" }', record, true],
  ['{ $.x-y = "z" }', record, true],
  ['{ $.level = "ERROR" }', 'ERROR', false],
  ['[ip, id, user, timestamp, request, status, bytes]', line, true],
  ['[ip, id, user, timestamp, request, status = 4*, bytes > 1000]', line, true],
  ['[ip, id, user, timestamp, request =*.html*, status = 4*, bytes]', line, true],
  ['[..., status = 5* || status = 404, bytes]', line, true],
  ['[ip, status]', line, false],
  // Regular expressions, in each kind of pattern.
  ['%AUTHORIZED%', 'UNAUTHORIZED call', true],
  ['%^ERROR|^FATAL%', 'FATAL: no', true],
  ['%^ERROR|^FATAL%', 'a FATAL', false],
  ['GET %5[0-9]{2}%', 'GET /a 503', true],
  ['GET -%5\\d\\d%', 'GET /a 503', false],
  ['{ $.ip = %10\\.0\\.0\\.[1-9]% && $.code = 5* }', '{"ip": "10.0.0.7", "code": 500}', true],
  ['{ $.ip != %^10\\.% }', '{"ip": "10.0.0.7"}', false],
  ['{ $.none = %.*% }', '{"ip": "10.0.0.7"}', false],
  ['[ip = %10\\.\\d{1,3}%, ..., status = %4|5%]', '10.12 x y 400', true],
  ['[ip = %^11\\.%, ...]', '10.12 x y 400', false],
])('%s on %s: %s', (pattern, message, expected) => {
  expect(parseFilterPattern(pattern)(message)).toBe(expected);
});

it.each([
  'a-b',
  'ERROR:',
  '"open',
  '{ level = "ERROR" }',
  '{ $.level }',
  '{ $.level = }',
  '{ ($.a = 1 }',
  '{ $.a > "x" }',
  '{ $.a = 1',
  '[a, b',
  '[a = ]',
  '%(a|b)%',
  '%wow!%',
  '%a',
  '{ $.a > %4% }',
])('%s is no pattern', (pattern) => {
  expect(() => parseFilterPattern(pattern)).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
});

it.each(['%a*b%', '{ $.text = %a*b% }', '[text = %a*b%]'])('%s is ended where it takes too long', (pattern) => {
  const text = 'a'.repeat(30_000);
  const matches = parseFilterPattern(pattern);
  const message = pattern.startsWith('{') ? JSON.stringify({ text }) : text;
  // A tenth of a second each, were each left alone.
  const all = () => Array.from({ length: 12 }, () => matches(message));
  expect(all).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
});
