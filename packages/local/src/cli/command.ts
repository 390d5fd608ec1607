import { type ParseArgsConfig, parseArgs } from 'node:util';
import { printable } from '@safelight/asl/cli/printable';
import { sentenceOf } from './sentence.ts';
import { UsageError } from './usage.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

interface Command<O extends Options> {
  /** What `--help` prints. */
  readonly help: string;
  readonly options: O;
  /** Names of the words that must stand beside the options, such as `ORDER`. */
  readonly operands?: readonly string[];
  /** Ends the process once it is done, where connections that are kept open would keep it. */
  readonly ends?: true;
  /** Answers the exit code. */
  run(values: Values<O>, operands: readonly string[]): Promise<number>;
}

type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O & typeof HELP_OPTION }>>['values'];

const HELP_OPTION = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Runs a command on the words of this process and sets its exit code: 0 for `--help`, 2 for a UsageError, 1 for any other
 * failure, which is one line on stderr and never a stack trace.
 */
export async function runCommand<O extends Options>(command: Command<O>): Promise<void> {
  try {
    const { values, positionals } = parseWords(command.options);
    if ('help' in values && values.help) process.stdout.write(command.help);
    else process.exitCode = await command.run(values, checkedOperands(positionals, command.operands ?? []));
  } catch (error) {
    process.stderr.write(`${printable(sentenceOf(error))}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
  if (command.ends) process.exit();
}

function parseWords<O extends Options>(options: O) {
  try {
    return parseArgs({ options: { ...options, ...HELP_OPTION }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message.split('. ')[0] : String(error)}. See --help`);
  }
}

function checkedOperands(words: readonly string[], names: readonly string[]): readonly string[] {
  if (words.length > names.length) throw new UsageError(`Unexpected argument '${words[names.length]}'. See --help`);
  if (words.length < names.length) throw new UsageError(`${names[words.length]} is missing. See --help`);
  return words;
}
