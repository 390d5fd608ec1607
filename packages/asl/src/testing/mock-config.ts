import * as z from 'zod';
import type { MockCase } from './mock-cases.ts';
import { InvalidMocks, type Mock, type MockOutcome, parsedBy } from './mocks.ts';

const responseSchema = z.union([
  z.strictObject({ Return: z.json() }),
  z.strictObject({ Throw: z.strictObject({ Error: z.string(), Cause: z.optional(z.string()) }) }),
]);

const configSchema = z.object({
  StateMachines: z.record(z.string(), z.object({ TestCases: z.record(z.string(), z.record(z.string(), z.string())) })),
  MockedResponses: z.record(z.string(), z.record(z.string().regex(/^\d+(?:-\d+)?$/), responseSchema)),
});

type Responses = z.infer<typeof configSchema>['MockedResponses'][string];

/**
 * The test cases of a `MockConfigFile.json`, which AWS Step Functions Local reads. It says nothing of how they are to end.
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 */
export function parseMockConfig(value: unknown, machine: string): readonly MockCase[] {
  const { StateMachines, MockedResponses } = parsedBy(configSchema, value);
  const names = Object.keys(StateMachines);
  const chosen = StateMachines[machine] ?? (names.length === 1 ? StateMachines[names[0] ?? ''] : undefined);
  if (chosen === undefined)
    throw new InvalidMocks(`StateMachines: there is no ${machine}: say --machine with one of ${names.join(', ')}`);
  return Object.entries(chosen.TestCases).map(([name, responses]) => ({
    name,
    input: undefined,
    states: Object.fromEntries(
      Object.entries(responses).map(([state, response]) => [state, mockOf(response, MockedResponses[response])]),
    ),
    objects: {},
    expect: 'any',
  }));
}

/** `"0"` is the first call, `"1-2"` are the next two. */
function mockOf(name: string, responses: Responses | undefined): Mock {
  if (responses === undefined) throw new InvalidMocks(`MockedResponses: there is no ${name}`);
  const ranges = Object.entries(responses).map(([range, response]) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return { first, last, response };
  });
  let next = 0;
  return ranges
    .toSorted((one, other) => one.first - other.first)
    .map(({ first, last, response }): MockOutcome => {
      if (first !== next || last < first)
        throw new InvalidMocks(`MockedResponses.${name}: call ${next} has no response`);
      next = last + 1;
      const repeat = last - first + 1;
      if ('Return' in response) return { result: response.Return, repeat };
      const { Error: error, Cause: cause } = response.Throw;
      return { error, repeat, ...(cause !== undefined && { cause }) };
    });
}
