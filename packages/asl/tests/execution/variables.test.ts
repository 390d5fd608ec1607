import { describe, expect, it } from 'vitest';
import { machineOf, run } from '#tests/support/run.ts';

const letters = (count: number): string => 'x'.repeat(count);

describe('the size of variables is bounded', () => {
  it.each([
    ['one variable', { big: letters(262_150) }, "The size of the variable 'big' exceeds the limit of 262144 bytes."],
    [
      'one assignment',
      { a: letters(150_000), b: letters(150_000) },
      "The size of the field 'Assign' exceeds the limit of 262144 bytes.",
    ],
  ])('%s', async (_, Assign, why) => {
    const { result } = await run(machineOf({ Type: 'Pass', Assign, End: true }));
    expect(result).toMatchObject({ status: 'FAILED', cause: expect.stringContaining(why) });
  });

  it('all variables together', async () => {
    const { result } = await run({
      StartAt: 'Grow',
      States: {
        Grow: {
          Type: 'Map',
          QueryLanguage: 'JSONata',
          Items: '{% [1..1] %}',
          ItemProcessor: {
            StartAt: 'S0',
            States: Object.fromEntries(
              Array.from({ length: 45 }, (_, index) => [
                `S${index}`,
                { Type: 'Pass' as const, Assign: { [`v${index}`]: letters(250_000) }, Next: `S${index + 1}` },
              ]).concat([['S45', { Type: 'Pass' as const, Assign: {}, Next: 'S0' }]]),
            ),
          },
          End: true,
        },
      },
    });
    expect(result).toMatchObject({ cause: expect.stringContaining('The size of all variables exceeds the limit') });
  });
});
