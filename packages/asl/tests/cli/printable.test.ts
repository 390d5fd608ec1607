import { expect, it } from 'vitest';
import { printable } from '#asl/cli/printable.ts';

it.each([
  ['a key of ü, 日本 and 🦊', 'a key of ü, 日本 and 🦊'],
  ['\u001b[2J\u001b]0;title\u0007', '\\u001b[2J\\u001b]0;title\\u0007'],
  ['a.jpg\nready http://127.0.0.1:1', 'a.jpg\\u000aready http://127.0.0.1:1'],
  ['a\rb\tc\u009b31m', 'a\\u000db\\u0009c\\u009b31m'],
  ['gpj.\u202eexe', 'gpj.\\u202eexe'],
])('%j is printed as %j', (line, printed) => {
  expect(printable(line)).toBe(printed);
});
