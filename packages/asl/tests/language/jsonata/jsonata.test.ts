import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { validateDefinition } from '#asl/definition/validate.ts';
import type { Json } from '#asl/json.ts';
import { compileJsonata } from '#asl/language/jsonata/evaluator/compile-jsonata.ts';
import { expressionOf } from '#asl/language/jsonata/expression.ts';
import { compilePlainPath } from '#asl/language/jsonata/plain-path.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';
import fc from '#tests/support/fast-check.ts';
import { machineOf, run, START } from '#tests/support/run.ts';

const evaluate = (Output: Json, input: Json = {}) =>
  run(machineOf({ Type: 'Pass', Output, End: true }, { QueryLanguage: 'JSONata' }), input, {
    clock: new VirtualClock(START),
  });

describe('an expression answers', () => {
  it.each<[string, Json]>([
    ['{% $states.input.n + 1 %}', 3],
    ['{% $states.input.list[1] %}', 'b'],
    ['{%$states.input.n%}', 2],
    ['{% $states.context.Execution.Name %}', 'run'],
    ['{% $partition([1..5], 2) %}', [[1, 2], [3, 4], [5]]],
    ['{% $range(0, 10, 5) %}', [0, 5, 10]],
    ['{% $range(0.9, 4.9, 1.9) %}', [0, 1, 2, 3, 4]],
    ['{% $partition([1..3], 2.9) %}', [[1, 2], [3]]],
    ['{% $hash("input data", "SHA-1") %}', 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ['{% $parse(\'{"a": [1]}\').a %}', [1]],
    // Measured with AWS: truncated, and as long as memory allows.
    ['{% $range(-1.9, 2.9, 1) %}', [-1, 0, 1, 2]],
    ['{% $count($range(1, 5000, 1)) %}', 5000],
    ['{% $range(5, 1, -2) %}', [5, 3, 1]],
    ['{% $random() %}', 0.5],
    // Measured with AWS: java.util.Random.
    ['{% $random(42) %}', 0.7275636800328681],
    ['{% [1/0] %}', ['Infinity']],
    ['{% [-1/0] %}', ['-Infinity']],
    ['{% $now() = $fromMillis($millis()) %}', true],
    // Times without a zone are UTC, wherever the machine is.
    ['{% $toMillis("2024-01-01T00:00:00") %}', Date.UTC(2024, 0, 1)],
    ['{% $toMillis("2024-01-01T00:00:00.5") %}', Date.UTC(2024, 0, 1) + 500],
    ['{% $toMillis("2024-01-01T00:00:00+01:00") %}', Date.UTC(2023, 11, 31, 23)],
    // jsonata 2.0.6 shows fifteen digits of whole numbers too.
    ['{% $string(1234567890123456789) %}', '1234567890123460000'],
    ['{% "" & 1234567890123456789 %}', '1234567890123460000'],
    ['{% {"__proto__": 1, "constructor": 2} ~> $keys() %}', ['__proto__', 'constructor']],
    ['{% $random(7) = $random(7) %}', true],
    ['{% $uuid() %}', 'id-1'],
    ['{% $millis() %}', START],
    ['{% $now() %}', '2026-01-01T00:00:00.000Z'],
    ['{% $now("[Y]/[M01]") %}', '2026/01'],
    ['{% $exists($eval) %}', false],
    ['no expression', 'no expression'],
    [' {% $states.input.n %}', ' {% $states.input.n %}'],
  ])('%s', async (expression, value) => {
    expect((await evaluate(expression, { n: 2, list: ['a', 'b'] })).output).toEqual(value);
  });

  it('after others have had their turn, where it took long', async () => {
    const order: string[] = [];
    const long = evaluate('{% $sum([1..873782]) %}');
    setImmediate(() => order.push('others'));
    order.push(String((await long).output));
    expect(order).toEqual(['others', '381747928653']);
  });

  it('at any depth of a template', async () => {
    const { output } = await evaluate({ a: ['{% $states.input.n %}', { b: '{% 1 + 1 %}' }], c: null }, { n: 1 });
    expect(output).toEqual({ a: [1, { b: 2 }], c: null });
  });
});

describe('an expression that fails says where', () => {
  it.each<[Json, string, string]>([
    [
      '{% $gone %}',
      'Output',
      "The JSONata expression '$gone' specified for the field 'Output' returned nothing (undefined).",
    ],
    [
      { a: { b: '{% $states.input.gone %}' } },
      'Output/a/b',
      "The JSONata expression '$states.input.gone' specified for the field 'Output/a/b' returned nothing (undefined).",
    ],
    [
      '{% $sum %}',
      'Output',
      "The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type.",
    ],
    [
      '{% 1 + "a" %}',
      'Output',
      `The JSONata expression '1 + "a"' specified for the field 'Output' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number`,
    ],
  ])('%j', async (template, location, why) => {
    const { result, events } = await evaluate(template);
    const cause = `An error occurred while executing the state 'Only' (entered at the event id #2). ${why}`;
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError', cause });
    expect(events.find(({ type }) => type === 'EvaluationFailed')?.evaluationFailedEventDetails).toEqual({
      error: 'States.QueryEvaluationError',
      cause,
      location,
      state: 'Only',
    });
  });

  it.each([
    ['$partition([1, 2], 0)', 'The chunk size must be a positive integer'],
    ['$range("a", 2, 1)', 'T0410: Argument 1 of function "range" does not match function signature'],
    ['$partition([1])', 'T0410: Argument 2 of function "partition" does not match function signature'],
    ['$parse(1)', 'T0410: Argument 1 of function "parse" does not match function signature'],
    ['$parse("nonsense")', 'The argument is not valid JSON'],
    ['$uuid(1)', 'T0410: Argument 1 of function "uuid" does not match function signature'],
    ['$range(1, 2, 0)', 'The increment must not be zero'],
    ['$hash("a", "CRC")', 'The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512'],
    ['$error("boom")', 'D3137: boom'],
    ['$eval("1")', 'T1006: Attempted to invoke a non-function'],
  ])('%s', async (expression, why) => {
    const { result } = await evaluate(`{% ${expression} %}`);
    expect(result).toMatchObject({ cause: expect.stringContaining(`threw an error during evaluation. ${why}`) });
  });

  // Seen with AWS: the service decodes by itself, and only tells an id of what fails there.
  it('an internal error has an id', async () => {
    const { result } = await evaluate('{% $base64decode("!!!") %}');
    expect(result).toMatchObject({
      cause: expect.stringMatching(
        /specified for the field 'Output' threw an internal error during evaluation\. id-1$/,
      ),
    });
  });

  it('and one that would never end is ended', async () => {
    const { result } = await evaluate('{% ($f := function($n) { 1 + $f($n + 1) }; $f(0)) %}');
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('what Step Functions, which has jsonata 2.0.6, does not read is refused', () => {
  it.each([
    ['{% $states.input.a ?? 1 %}', 'The symbol "?" cannot be used as a unary operator'],
    ['{% ($states.input.a ?: 1) & "x" %}', 'The symbol ":" cannot be used as a unary operator'],
    ['{% $map([1], function($x) { $x ?? 2 }) %}', 'The symbol "?" cannot be used as a unary operator'],
  ])('%s', (Output, why) => {
    const definition = machineOf({ Type: 'Pass', Output, End: true }, { QueryLanguage: 'JSONata' });
    expect(() => compileJsonata(expressionOf(Output) ?? '')).toThrow(why);
    expect(validateDefinition(definition).map(({ message }) => message)).toEqual([why]);
  });

  it.each(['{% "a ?? b ?: c" %}', '{% $contains("?:", /\\?\\?|\\?:/) ? 1 : 2 /* ?? */ %}'])(
    'but not for its text: %s',
    (Output) => {
      const definition = machineOf({ Type: 'Pass', Output, End: true }, { QueryLanguage: 'JSONata' });
      expect(validateDefinition(definition)).toEqual([]);
    },
  );
});

describe('plain paths', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const json = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(null, 1, 'x', true),
      fc.array(tie('node'), { maxLength: 2 }),
      fc.dictionary(name, tie('node')),
    ),
  })).node;

  it('answer what jsonata answers, where they answer', async () => {
    await fc.assert(
      fc.asyncProperty(json, fc.array(name, { maxLength: 3 }), async (input, names) => {
        const source = ['$states', 'input', ...names].join('.');
        const plain = compilePlainPath(source)?.({
          input,
          variables: {},
          result: undefined,
          errorOutput: undefined,
          budget: undefined,
          context: {},
          ports: { clock: new VirtualClock(), random: { next: () => 0 }, ids: { uuid: () => '' } },
          runtimeError: () => {
            throw new Error('not expected');
          },
          queryError: () => {
            throw new Error('not expected');
          },
        });
        if (plain === undefined) return;
        const expected = await jsonata(source).evaluate(undefined, { states: { input } });
        expect(JSON.stringify(plain)).toBe(JSON.stringify(expected));
      }),
    );
  });
});
