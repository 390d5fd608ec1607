import { parseArgs } from 'node:util';
import type { Substitutions } from '../definition/placeholders.ts';
import type { InspectionLevel } from '../test-state/request.ts';

interface Common {
  readonly express: boolean;
  readonly json: boolean;
  readonly substitutions: Substitutions;
}

export interface TestCommand extends Common {
  readonly kind: 'test';
  readonly file: string;
  readonly input: string | undefined;
  readonly mocks: string | undefined;
  /** Names of the cases to run; all where there is none. */
  readonly cases: readonly string[];
  readonly machine: string | undefined;
  /** One state that is tested alone. */
  readonly state: StateOptions | undefined;
}

export interface StateOptions {
  readonly name: string;
  readonly level: InspectionLevel;
  readonly variables: string | undefined;
  readonly context: string | undefined;
  readonly retries: number | undefined;
}

export interface ValidateCommand extends Common {
  readonly kind: 'validate';
  /** Files and folders. */
  readonly paths: readonly string[];
}

export type Command = { readonly kind: 'help' } | TestCommand | ValidateCommand;

/** The words cannot be understood. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const ONE_STATE = {
  level: { type: 'string' },
  variables: { type: 'string' },
  context: { type: 'string' },
  retries: { type: 'string' },
} as const;

const FOR_TEST = {
  input: { type: 'string' },
  mocks: { type: 'string' },
  case: { type: 'string', multiple: true },
  machine: { type: 'string' },
  state: { type: 'string' },
  ...ONE_STATE,
} as const;

const OPTIONS = {
  ...FOR_TEST,
  set: { type: 'string', multiple: true },
  express: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parse>['values'];

export function parseCommand(words: readonly string[]): Command {
  const { values, positionals } = parse(words);
  const [name, ...paths] = positionals;
  if (values.help) return { kind: 'help' };
  const { json = false, express = false, set = [] } = values;
  const common: Common = { json, express, substitutions: pairs(set) };
  switch (name) {
    case 'test':
      return { kind: 'test', ...common, ...readTest(values, paths) };
    case 'validate':
      if (paths.length === 0) throw new UsageError('validate needs at least one file (--help tells more)');
      refuse(values, Object.keys(FOR_TEST), 'validate');
      return { kind: 'validate', ...common, paths };
    default:
      throw new UsageError(`${name === undefined ? 'say' : `${name} is neither`} test or validate (--help tells more)`);
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said} (--help tells more)`);
  }
}

function readTest(values: Values, paths: readonly string[]): Omit<TestCommand, 'kind' | keyof Common> {
  const { input, mocks, machine, case: cases = [], state: name } = values;
  if (mocks === undefined) refuse(values, ['case', 'machine'], 'no --mocks');
  if (name === undefined) refuse(values, Object.keys(ONE_STATE), 'no --state');
  else refuse(values, ['express'], '--state');
  const state = name === undefined ? undefined : { name, ...readState(values) };
  return { file: only(paths), input, mocks, machine, cases, state };
}

const LEVELS: readonly InspectionLevel[] = ['INFO', 'DEBUG', 'TRACE'];

function readState({ level = 'DEBUG', variables, context, retries }: Values): Omit<StateOptions, 'name'> {
  const found = LEVELS.find((known) => known === level);
  if (found === undefined) throw new UsageError(`--level ${level}: it is one of ${LEVELS.join(', ')}`);
  if (retries !== undefined && !/^\d{1,9}$/.test(retries)) throw new UsageError(`--retries ${retries}: write a number`);
  return { level: found, variables, context, retries: retries === undefined ? undefined : Number(retries) };
}

function refuse(values: Values, names: readonly string[], beside: string): void {
  const given = Object.keys(values).find((name) => names.includes(name));
  if (given !== undefined) throw new UsageError(`--${given} says nothing with ${beside} (--help tells more)`);
}

function only(files: readonly string[]): string {
  const [file] = files;
  if (file === undefined || files.length > 1) throw new UsageError('test needs one file (--help tells more)');
  return file;
}

const pairs = (texts: readonly string[]): Substitutions =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--set ${text}: write NAME=VALUE`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
