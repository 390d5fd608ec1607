import type { QueryLanguage } from '#asl/definition/types.ts';
import type { JsonObject } from '#asl/json.ts';
import fc from '#tests/support/fast-check.ts';

/** Expressions that work, and some that fail on the input they get: both are valid definitions. */
const JSONATA = [
  '{% $states.input %}',
  '{% $states.input.a + 1 %}',
  '{% $sum($states.input.list) %}',
  '{% $n0 + 1 %}',
  '{% $uppercase($states.input.b) %}',
  '{% $states.context.Execution.Id %}',
  '{% {"list": [1, 2, 3], "a": $random()} %}',
];
const PATHS = [
  '$',
  '$.a',
  '$.list',
  '$.list[0]',
  '$.nothing',
  '$..a',
  '$.list[?(@ > 1)]',
  '$$.Execution.Id',
  '$$.State',
];
const CALLS = ["States.Format('{}', $.a)", 'States.MathAdd($.a, 1)', 'States.UUID()', 'States.ArrayLength($.list)'];

/** What a random state may know of where it stands. */
interface Surroundings {
  readonly language: QueryLanguage;
  /** The states that it can go to. */
  readonly targets: readonly string[];
  readonly depth: number;
  /** Makes the names of states inside it unlike all others. */
  readonly prefix: string;
}

const word = fc.constantFrom('$.a', '$.list', '$.deep.er', '$');
const template = (language: QueryLanguage): fc.Arbitrary<JsonObject> =>
  language === 'JSONata'
    ? fc.record({ x: fc.constantFrom(...JSONATA), list: fc.constant([1, 2, 3]) })
    : fc.record({ 'x.$': fc.constantFrom(...PATHS, ...CALLS), list: fc.constant([1, 2, 3]) });

const optional = <T>(field: string, values: fc.Arbitrary<T>) =>
  fc.option(values).map((value) => (value === null ? {} : { [field]: value }));

const merged = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((objects) => Object.assign({}, ...objects));

/** A scope has its own: one that hides a variable of an outer scope is refused. */
const variable = ({ prefix }: Surroundings): string => `n${prefix.replace(/[^pqm]/g, '').length}`;

const output = (at: Surroundings): fc.Arbitrary<object> =>
  at.language === 'JSONata'
    ? merged(
        optional('Output', fc.oneof(template(at.language), fc.constantFrom(...JSONATA))),
        optional(
          'Assign',
          fc.constantFrom(...JSONATA).map((value) => ({ [variable(at)]: value })),
        ),
      )
    : merged(
        optional('InputPath', fc.constantFrom('$', '$.a', null)),
        optional('OutputPath', fc.constantFrom('$', '$.list')),
        optional(
          'Assign',
          fc.constantFrom(...PATHS).map((path) => ({ [`${variable(at)}.$`]: path })),
        ),
      );

const resultPath = ({ language }: Surroundings): fc.Arbitrary<object> =>
  language === 'JSONata' ? fc.constant({}) : optional('ResultPath', fc.oneof(word, fc.constant(null)));

const errors = fc.constantFrom(['States.ALL'], ['States.TaskFailed'], ['Broken'], ['States.Timeout', 'Broken']);
const recovery = ({ targets }: Surroundings): fc.Arbitrary<object> =>
  merged(
    optional(
      'Retry',
      fc
        .record({
          ErrorEquals: errors,
          IntervalSeconds: fc.integer({ min: 1, max: 9 }),
          MaxAttempts: fc.integer({ min: 0, max: 3 }),
          JitterStrategy: fc.constantFrom('FULL', 'NONE'),
        })
        .map((one) => [one]),
    ),
    optional(
      'Catch',
      fc.record({ ErrorEquals: errors, Next: fc.constantFrom(...targets) }).map((one) => [one]),
    ),
  );

const choice = ({ language, targets }: Surroundings): fc.Arbitrary<object> => {
  const test =
    language === 'JSONata'
      ? fc
          .constantFrom('{% $states.input.a > 1 %}', '{% true %}', '{% $exists($states.input.b) %}')
          .map((Condition) => ({ Condition }))
      : fc.constantFrom(
          { Variable: '$.a', NumericGreaterThan: 1 },
          { Not: { Variable: '$.b', IsPresent: true } },
          {
            And: [
              { Variable: '$.a', IsNumeric: true },
              { Variable: '$.a', NumericLessThan: 9 },
            ],
          },
        );
  const rule = fc.tuple(test, fc.constantFrom(...targets)).map(([condition, Next]) => ({ ...condition, Next }));
  return merged(
    fc.constant({ Type: 'Choice' }),
    fc.array(rule, { minLength: 1, maxLength: 3 }).map((Choices) => ({ Choices })),
    optional('Default', fc.constantFrom(...targets)),
  );
};

const task = (at: Surroundings): fc.Arbitrary<object> => {
  const field = at.language === 'JSONata' ? 'Arguments' : 'Parameters';
  const resource = fc.constantFrom('arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken');
  const payload = template(at.language).map((Payload) => ({ [field]: { FunctionName: 'f', Payload } }));
  return merged(
    fc.constant({ Type: 'Task', TimeoutSeconds: 60 }),
    resource.map((Resource) => ({ Resource })),
    payload,
    recovery(at),
    resultPath(at),
    output(at),
  );
};

const wait = (at: Surroundings): fc.Arbitrary<object> => {
  const until = [{ Seconds: 600 }, { Timestamp: '2030-01-01T00:00:00Z' }];
  const dynamic = at.language === 'JSONata' ? { Seconds: '{% $states.input.a %}' } : { SecondsPath: '$.a' };
  return merged(fc.constant({ Type: 'Wait' }), fc.constantFrom<object>(...until, dynamic), output(at));
};

const pass = (at: Surroundings): fc.Arbitrary<object> => {
  const own =
    at.language === 'JSONata'
      ? fc.constant({})
      : merged(optional('Parameters', template('JSONPath')), optional('Result', fc.jsonValue({ maxDepth: 2 })));
  return merged(fc.constant({ Type: 'Pass' }), own, resultPath(at), output(at));
};

const parallel = (at: Surroundings): fc.Arbitrary<object> =>
  merged(
    fc.constant({ Type: 'Parallel' }),
    fc
      .tuple(machine({ ...at, prefix: `${at.prefix}p` }), machine({ ...at, prefix: `${at.prefix}q` }))
      .map((Branches) => ({ Branches })),
    recovery(at),
    resultPath(at),
    output(at),
  );

const map = (at: Surroundings): fc.Arbitrary<object> => {
  const items =
    at.language === 'JSONata'
      ? optional('Items', fc.constantFrom<unknown>([1, 2, 3], '{% $states.input.list %}'))
      : optional('ItemsPath', fc.constantFrom('$.list', '$.a', '$'));
  const processor = machine({ ...at, prefix: `${at.prefix}m` }).map((ItemProcessor) => ({ ItemProcessor }));
  return merged(
    fc.constant({ Type: 'Map' }),
    items,
    processor,
    optional('MaxConcurrency', fc.integer({ min: 0, max: 3 })),
    recovery(at),
    resultPath(at),
    output(at),
  );
};

const state = (at: Surroundings): fc.Arbitrary<object> => {
  const simple = [
    pass(at),
    pass(at),
    choice(at),
    task(at),
    task(at),
    wait(at),
    fc.constant({ Type: 'Succeed' }),
    fc.constant({ Type: 'Fail', Error: 'Broken' }),
  ];
  return fc.oneof(
    ...simple,
    ...(at.depth > 0 ? [parallel({ ...at, depth: at.depth - 1 }), map({ ...at, depth: at.depth - 1 })] : []),
  );
};

const MOST_STATES = 4;

function machine(at: Surroundings): fc.Arbitrary<object> {
  return fc.integer({ min: 1, max: MOST_STATES }).chain((count) => {
    const targets = Array.from({ length: count }, (_, index) => `${at.prefix}${index}`);
    const states = fc.tuple(...targets.map((name) => state({ ...at, targets, prefix: name })));
    return states.map((all) => ({ StartAt: targets[0], States: reachable(targets, all) }));
  });
}

/**
 * AWS refuses states that nothing leads to, and machines that cannot end: each state goes on to the following one at
 * least, and the last one ends. Choice rules and catchers go anywhere.
 */
function reachable(names: readonly string[], states: readonly object[]): object {
  return Object.fromEntries(names.map((name, index) => [name, linked(states[index] ?? {}, names[index + 1])]));
}

function linked(state: object, following: string | undefined): object {
  const { Type, End: _end, Next: _next, ...rest } = { Type: '', End: true, Next: '', ...state };
  const leadsNowhere = Type === 'Succeed' || Type === 'Fail';
  if (following === undefined)
    return Type === 'Choice' ? { Type: 'Succeed' } : leadsNowhere ? state : { Type, ...rest, End: true };
  if (leadsNowhere) return { Type: 'Pass', Next: following };
  return Type === 'Choice' ? { Type, ...rest, Default: following } : { Type, ...rest, Next: following };
}

/** Definitions that CreateStateMachine takes: any types, both languages, loops, failures, branches in branches. */
export const validDefinition: fc.Arbitrary<JsonObject> = fc
  .constantFrom<QueryLanguage>('JSONPath', 'JSONata')
  .chain((language) =>
    machine({ language, targets: [], depth: 2, prefix: 's' }).map((all) => ({ QueryLanguage: language, ...all })),
  );
