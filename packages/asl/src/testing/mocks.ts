import * as z from 'zod';
import type { Json } from '#asl/json.ts';

const seconds = z.number().min(0);
const common = {
  /** Seconds of virtual time before it happens. */
  delay: z.optional(seconds),
  /** How many calls in a row end like this; 1 when it is not stated. */
  repeat: z.optional(z.int().min(1)),
};

/** How one call of a Task state ends. Exactly one of `result`, `error` and `never`. */
const outcomeSchema = z.union([
  z.strictObject({ ...common, result: z.json() }),
  z.strictObject({ ...common, error: z.string().min(1), cause: z.optional(z.string()) }),
  z.strictObject({ ...common, never: z.literal(true) }),
]);

const caseFields = {
  /** The execution's input, or the state's where one is tested alone. */
  input: z.optional(z.json()),
  states: z.optional(z.record(z.string(), z.union([outcomeSchema, z.array(outcomeSchema).min(1)]))),
  objects: z.optional(z.record(z.string().regex(/^[^/]+\/.+$/), z.string())),
  expect: z.optional(
    z.strictObject({ status: z.enum(['SUCCEEDED', 'FAILED', 'TIMED_OUT']), error: z.optional(z.string()) }),
  ),
};

const fileSchema = z.strictObject({
  $schema: z.optional(z.string()),
  ...caseFields,
  /** Named cases. What stands beside them holds in each, unless it says otherwise. */
  cases: z.optional(z.record(z.string().min(1), z.strictObject(caseFields))),
});

/**
 * End of one call of a Task state: with a result, with an error (after which Retry and Catch do their work), or `never`,
 * so that the state's own timeout or heartbeat ends it.
 */
export type MockOutcome = z.infer<typeof outcomeSchema>;

/** Computes how a call ends from its parameters; `call` counts the calls of the state from 0. */
export type MockFunction = (parameters: Json, call: number) => MockOutcome | Promise<MockOutcome>;

/** One outcome for every call, a list with one (or `repeat` of them) for each call in turn, or a function. */
export type Mock = MockOutcome | readonly MockOutcome[] | MockFunction;

/** Mocks by the name of the state, inside Map and Parallel states too. */
export type Mocks = Readonly<Record<string, Mock>>;

/**
 * A mocks file: `{"states": {"Resize": [{"error": "X", "repeat": 2}, {"result": {}}]}, "objects": {"bucket/key": "text"}}`,
 * or several of the kind by name: `{"cases": {"busy": {"states": …}, "fine": {…}}}`.
 */
export type MocksFile = z.infer<typeof fileSchema>;

/** The file is not what a mocks file is. The message is one line that says where. */
export class InvalidMocks extends Error {
  override readonly name = 'InvalidMocks';
}

export function parseMocks(text: string): MocksFile {
  return parsedBy(fileSchema, parseText(text));
}

/** Throws an `InvalidMocks` that names the first place that is wrong. */
export function parsedBy<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InvalidMocks(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'invalid'}${hint(issue)}`);
}

const HINTS: Readonly<Record<string, string>> = {
  invalid_union: ': an outcome is one of {result}, {error, cause} or {never: true}, with delay and repeat',
  invalid_key: ': objects are named bucket/key',
};

const hint = (issue: z.core.$ZodIssue | undefined): string => HINTS[issue?.code ?? ''] ?? '';

export function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidMocks(error instanceof Error ? error.message : String(error));
  }
}
