import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validateDefinition } from '#asl/definition/validate.ts';

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
        if (code !== 'MISSING_END_STATE') expect(location).toMatch(/^\//);
      }
    }),
    { numRuns: 500 },
  );
});
