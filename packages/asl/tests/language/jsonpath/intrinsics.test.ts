import { describe, expect, it } from 'vitest';
import type { Json } from '#asl/json.ts';
import { machineOf, run } from '#tests/support/run.ts';

const evaluate = (call: string, input: Json = {}) =>
  run(machineOf({ Type: 'Pass', Parameters: { 'value.$': call }, OutputPath: '$.value', End: true }), input);

describe('an intrinsic function answers', () => {
  it.each<[string, Json]>([
    ["States.Array(1, 'two', null, true)", [1, 'two', null, true]],
    ['States.ArrayContains(States.Array(1, 2), 2)', true],
    ['States.ArrayContains(States.Array(1, 2), 3)', false],
    ["States.ArrayGetItem(States.Array('a', 'b'), 1)", 'b'],
    ['States.ArrayLength(States.Array())', 0],
    ['States.ArrayPartition(States.ArrayRange(1, 5, 1), 2)', [[1, 2], [3, 4], [5]]],
    ['States.ArrayRange(1, 9, 3)', [1, 4, 7]],
    ['States.ArrayRange(5, 1, -2)', [5, 3, 1]],
    ['States.ArrayUnique(States.Array(3, 1, 3, 2, 1))', [3, 1, 2]],
    ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('RGVjb2RlZA==')", 'Decoded'],
    ["States.Base64Decode('RGVjb2RlZA')", 'Decoded'],
    ["States.Format('{} of {}', 1, 'two')", '1 of two'],
    ["States.Format('\\{\\} is {}', 'filled')", '{} is filled'],
    ["States.Format('It\\'s {}', true)", "It's true"],
    ["States.Format('{}', States.StringToJson('\\{\"a\": [1, null]\\}'))", '{a=[1, null]}'],
    ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["States.JsonToString(States.Array(1, 'a'))", '[1,"a"]'],
    ['States.MathAdd(111, -1)', 110],
    ['States.MathRandom(10, 20)', 15],
    ["States.StringSplit('1,2;3,,4', ',;')", ['1', '2', '3', '4']],
    ["States.StringToJson(' ')", null],
    ['States.UUID()', 'id-1'],
  ])('%s', async (call, value) => {
    expect((await evaluate(call)).output).toEqual(value);
  });

  it('merges two objects, the second winning', async () => {
    const input = { a: { x: 1, y: { p: 1 } }, b: { y: { q: 2 } } };
    expect((await evaluate('States.JsonMerge($.a, $.b, false)', input)).output).toEqual({ x: 1, y: { q: 2 } });
  });

  // java.util.Random: nextInt(1000), nextInt(1024), nextInt(999) of the seeds 42, 42 and -7.
  it.each([
    ['States.MathRandom(0, 1000, 42)', 130],
    ['States.MathRandom(0, 1024, 42)', 745],
    ['States.MathRandom(1, 1000, -7)', 176],
  ])('%s draws what Java draws for the seed', async (call, number) => {
    expect((await evaluate(call)).output).toBe(number);
  });

  it('reads the Context object and variables', async () => {
    const { output } = await evaluate('States.ArrayGetItem(States.StringSplit($$.Execution.Id, $.by), 5)', { by: ':' });
    expect(output).toBe('execution');
  });
});

describe('a wrong argument fails the execution', () => {
  it.each([
    ['States.ArrayGetItem($.list, 9)', 'Index out of bounds'],
    ['States.ArrayPartition($.list, 0)', 'The chunk size must be a positive integer'],
    ['States.ArrayRange(1, 2000, 1)', 'The range must not have more than 1000 items'],
    ['States.MathAdd(2147483648, 0)', 'The argument at position 1 must be between -2147483648 and 2147483647'],
    ['States.ArrayRange(1, 2, 0)', 'The increment must not be zero'],
    ["States.Format('{} {}', 1)", 'The template has 2 placeholders for 1 arguments'],
    ['States.StringToJson($.list)', 'The argument at position 1 must be a string'],
    ["States.Base64Decode('100%')", 'The argument is not valid Base64'],
    ["States.Base64Decode('RGVjb2RlZA=')", 'The argument is not valid Base64'],
    ["States.StringToJson('nonsense')", 'The argument is not valid JSON'],
    ['States.JsonMerge($, $, true)', 'Deep merging is not supported: the third argument must be false'],
    ["States.Hash('a', 'CRC')", 'The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512'],
    [
      "States.Format('{}', $.gone)",
      `The JsonPath argument for the field '$.gone' could not be found in the input '{"list":[1]}'`,
    ],
  ])('%s', async (call, why) => {
    const { result } = await evaluate(call, { list: [1] });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Only' (entered at the event id #2). The function '${call}' had the following error: ${why}`,
    });
  });
});

describe('a call that would make too much is ended', () => {
  const many = (count: number, what: string) => Array.from({ length: count }, () => what).join(', ');
  const input = { list: Array.from({ length: 50_000 }, () => 1), text: 'a'.repeat(200_000) };
  it.each([
    [`States.JsonToString(States.Array(${many(60, '$.list')}))`, 'timeout: Check for infinite loop'],
    [`States.ArrayUnique(States.Array(${many(60, '$.list')}))`, 'timeout: Check for infinite loop'],
    [`States.Format('${'{}'.repeat(200)}', ${many(200, '$.text')})`, 'memory limit exceeded'],
    [`States.JsonToString(States.StringToJson($.deep))`, 'Stack overflow error'],
  ])('%.60s', async (call, why) => {
    const deep = `${'['.repeat(3_000)}${']'.repeat(3_000)}`;
    const { result } = await evaluate(call, { ...input, deep });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining(why),
    });
  });

  it('what one template does is counted together', async () => {
    const calls = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`c${at}.$`, 'States.ArrayLength($..*)']));
    const all = machineOf({ Type: 'Pass', Parameters: calls, End: true });
    expect((await run(all, input)).result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('what is no call is refused when the machine is loaded', () => {
  it.each([
    'States.Nothing()',
    'constructor()',
    'States.Array(',
    'States.Array(1 2)',
    'States.Array($.)',
    "States.Array('a)",
    'States.Array(1) x',
    `${'States.Array('.repeat(11)}${')'.repeat(11)}`,
  ])('%s', async (call) => {
    await expect(evaluate(call)).rejects.toThrow(SyntaxError);
  });
});
