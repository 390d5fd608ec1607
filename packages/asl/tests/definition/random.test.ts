import { expect, it } from 'vitest';
import { loadDefinition } from '#asl/definition/load.ts';
import { validateDefinition } from '#asl/definition/validate.ts';
import { isJsonObject } from '#asl/json.ts';
import { compileJsonata } from '#asl/language/jsonata/evaluator/compile-jsonata.ts';
import { expressionOf } from '#asl/language/jsonata/expression.ts';
import { compileMachine } from '#asl/machine.ts';
import { testRuns } from '#asl/testing/seed.ts';
import fc from '#tests/support/fast-check.ts';

const keys = fc.constantFrom(
  ...['StartAt', 'States', 'Type', 'Next', 'End', 'Choices', 'Retry', 'Catch', 'ItemProcessor', 'Branches', 'Assign'],
  ...[
    'Parameters',
    'Output',
    'Resource',
    'QueryLanguage',
    'ErrorEquals',
    'And',
    'Not',
    'Variable',
    'x.$',
    'ItemReader',
  ],
);
const texts = fc.constantFrom(
  'Pass',
  'Map',
  'Choice',
  'Task',
  'JSONata',
  '{% $a + %}',
  '{%',
  '$.a[',
  'States.Array(',
  '$',
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(keys, fc.string()), tie('value'), { maxKeys: 6 }),
  ),
}));

it('any JSON is either accepted or refused with places', () => {
  const inMachine = fc.oneof(value, fc.record({ StartAt: texts, States: fc.dictionary(texts, value, { maxKeys: 4 }) }));
  fc.assert(
    fc.property(inMachine, (definition) => {
      for (const { code, location } of validateDefinition(JSON.stringify(definition))) {
        if (code !== 'MISSING_END_STATE' && isJsonObject(definition)) expect(location).toMatch(/^\//);
      }
    }),
    { numRuns: testRuns(300) },
  );
});

/** Texts that paths, functions and expressions are made of, so that about half of them are right. */
const syntax = fc
  .array(
    fc.constantFrom(
      '$',
      '$',
      '$$',
      '.a',
      ".a['b']",
      '[0]',
      '[*]',
      '..',
      'States.Array(',
      ')',
      "'x'",
      ',',
      '{% ',
      ' %}',
      '1 + 2',
      '(',
      '\\',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));
const number = fc.oneof(fc.integer({ min: -1, max: 5 }), syntax);
const template = fc.oneof(syntax, fc.dictionary(fc.constantFrom('a', 'a.$', 'b.$'), syntax));
const field = fc.oneof(
  fc.record({ InputPath: syntax }),
  fc.record({ Parameters: template, ResultPath: syntax }),
  fc.record({ QueryLanguage: fc.constant('JSONata'), Output: template }),
  fc.record({ Assign: template }),
);
const state = fc.oneof(
  fc.record({ Type: fc.constant('Pass'), Result: fc.jsonValue() }),
  fc.record({ Type: fc.constant('Wait'), Seconds: number }),
  fc.record({ Type: fc.constant('Wait'), TimestampPath: syntax }),
  fc.record({
    Type: fc.constant('Task'),
    Resource: fc.constant('arn:aws:states:::lambda:invoke'),
    TimeoutSeconds: number,
  }),
  fc.record({ Type: fc.constant('Map'), ItemsPath: syntax, MaxConcurrency: number, Iterator: fc.constant(inner()) }),
);

function inner() {
  return { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
}

/** Of a JSONata state: a machine compiles them when they are first evaluated. */
const expressionsIn = (definition: { readonly States: { readonly S: object } }): readonly string[] =>
  JSON.stringify(definition.States.S).includes('"QueryLanguage":"JSONata"')
    ? textsIn(definition.States.S).flatMap((text) => expressionOf(text) ?? [])
    : [];

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

it('what is accepted can be compiled', () => {
  let accepted = 0;
  fc.assert(
    fc.property(state, field, (one, other) => {
      const definition = { StartAt: 'S', States: { S: { ...one, ...other, End: true } } };
      if (validateDefinition(definition).length > 0) return;
      accepted += 1;
      compileMachine(loadDefinition(definition));
      for (const expression of expressionsIn(definition)) compileJsonata(expression);
    }),
    { numRuns: testRuns(2000) },
  );
  expect(accepted).toBeGreaterThan(50);
});
