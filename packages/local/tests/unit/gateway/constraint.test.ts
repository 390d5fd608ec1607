import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { validationErrors, violations } from '#gateway/constraint.ts';

const schema = z.strictObject({
  Rule: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z]+$/)
    .optional(),
  Limit: z.int().min(1).max(100).optional(),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
  Targets: z
    .array(z.object({ Id: z.string() }))
    .min(1)
    .optional(),
  Most: z
    .number()
    .refine((most) => most < 10, 'Must be below 10, if provided')
    .optional(),
});

/** As AWS's services say it, such as https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const rows: readonly (readonly [object, string])[] = [
  [{ Rule: '' }, "Value '' at 'rule' failed to satisfy constraint: Member must have length greater than or equal to 1"],
  [
    { Rule: 'x'.repeat(65) },
    `Value '${'x'.repeat(65)}' at 'rule' failed to satisfy constraint: Member must have length less than or equal to 64`,
  ],
  [
    { Rule: 'A' },
    "Value 'A' at 'rule' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
  ],
  [
    { Limit: 0 },
    "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    { Limit: 101 },
    "Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    { State: 'ON' },
    "Value 'ON' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED]",
  ],
  [{ Targets: [{}] }, "Value null at 'targets.1.member.id' failed to satisfy constraint: Member must not be null"],
  [
    { Targets: [] },
    "Value '[]' at 'targets' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [{ Rule: 1 }, "Value '1' at 'rule' failed to satisfy constraint: Member must be of type string"],
  [{ Most: 10 }, "Value '10' at 'most' failed to satisfy constraint: Must be below 10, if provided"],
];

const errorOf = (input: object) => {
  const { error } = schema.safeParse(input);
  if (!error) throw new Error(`${JSON.stringify(input)} was taken`);
  return error;
};

describe('what a request breaks', () => {
  it.each(rows)('%j is told in the words of AWS', (input, sentence) => {
    const found = violations(errorOf(input), input).map((violation) => violation.sentence);
    expect(found.filter((each) => each === sentence)).toHaveLength(1);
  });

  it('counts what it finds', () => {
    const input = { Limit: 0, State: 'ON' };
    expect(validationErrors(errorOf(input), input)).toMatch(/^2 validation errors detected: Value '0' .*; Value 'ON' /);
  });
});
