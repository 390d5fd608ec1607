import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'test';
      readonly file: string;
      readonly input: string | undefined;
      readonly mocks: string | undefined;
      readonly json: boolean;
      readonly express: boolean;
      readonly substitutions: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'validate'; readonly files: readonly string[]; readonly json: boolean };

/** The words cannot be understood. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `State machines on this machine, without AWS and without waiting.

  npm run asl -- test FILE [--input FILE] [--mocks FILE]    run it once with mocked tasks, print the path it takes
  npm run asl -- validate FILE…                             check definitions as CreateStateMachine does

  --input FILE     the execution's input, JSON ({} when it is not given)
  --mocks FILE     how each Task state ends, by the state's name, and what to expect in the end:
                     {"states": {"Resize": [{"error": "Lambda.TooManyRequestsException", "repeat": 2},
                                            {"result": {"width": 320}, "delay": 1.5}],
                                 "Approve": {"never": true}},
                      "objects": {"bucket/items.csv": "id\\n1\\n"},
                      "expect": {"status": "FAILED", "error": "Refused"}}
                   A list has one outcome for each call in turn; a single outcome is for every call.
                   delay is in seconds of virtual time; never lets the state's own timeout end it.
  --set NAME=VALUE a value for \${NAME} in the file; may be repeated
  --express        run it as an Express workflow
  --json           one JSON document instead of text
  --help           this text

Exit codes: 0 as expected, 1 not as expected or not valid, 2 wrong usage.
`;

const OPTIONS = {
  input: { type: 'string' },
  mocks: { type: 'string' },
  set: { type: 'string', multiple: true },
  express: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export function parseCommand(words: readonly string[]): Command {
  const { values, positionals } = parse(words);
  const [name, ...files] = positionals;
  if (values.help) return { kind: 'help' };
  const { json = false, express = false, input, mocks, set = [] } = values;
  switch (name) {
    case 'test':
      return { kind: 'test', file: only(files), input, mocks, json, express, substitutions: pairs(set) };
    case 'validate':
      if (files.length === 0) throw new UsageError('validate needs at least one file (--help tells more)');
      return { kind: 'validate', files, json };
    default:
      throw new UsageError(`${name === undefined ? 'say' : `${name} is neither`} test or validate (--help tells more)`);
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function only(files: readonly string[]): string {
  const [file] = files;
  if (file === undefined || files.length > 1) throw new UsageError('test needs one file (--help tells more)');
  return file;
}

const pairs = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--set ${text}: write NAME=VALUE`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
