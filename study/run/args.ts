import { parseArgs } from 'node:util';
import { UsageError } from '@safelight/local/cli/usage';

/** Text for people, one JSON document, or a line of JSON for each thing as it is seen and the document as the last. */
export type Output = 'text' | 'json' | 'jsonl';

/** What the words after `npm run study --` ask for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly json: boolean }
  | {
      readonly kind: 'one';
      readonly number: number;
      readonly output: Output;
      readonly negative: boolean;
      readonly keep: boolean;
      /** 0 is any free one. */
      readonly port: number;
    }
  | { readonly kind: 'all'; readonly json: boolean; readonly negative: boolean };

export const HELP = `Thirty questions on Step Functions, answered by running them on this machine.

  npm run study                    the questions
  npm run study -- 7               run the experiment of question 7 on a throwaway system, and show what proves it
  npm run study -- --all           run all of them

  --negative   with the cause removed: the experiment must notice
  --keep       leave the system running, with the export lines to look around, until Ctrl-C
  --port N     port of the throwaway system (any free one)
  --json       one JSON document instead of text
  --jsonl      of one question: a line of JSON for each thing as it is seen, and the document as the last
  --help       this text

Exit codes: 0 proved (or, with --negative, noticed), 1 not, 2 wrong usage.
`;

const OPTIONS = {
  all: { type: 'boolean' },
  negative: { type: 'boolean' },
  keep: { type: 'boolean' },
  port: { type: 'string' },
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws `UsageError`. @param last number of the last question */
export function parseCommand(words: readonly string[], last: number): Command {
  const { values, positionals } = parseWords(words);
  const { all = false, negative = false, keep = false, json = false, jsonl = false, port } = values;
  if (values.help) return { kind: 'help' };
  const [word, ...more] = positionals;
  if (json && jsonl) throw new UsageError('--json and --jsonl are two ways to say it: take one.');
  if (more.length > 0) throw new UsageError(`One question at a time, or --all: not ${positionals.join(' ')}.`);
  if (all) {
    if (word !== undefined) throw new UsageError(`Either question ${word} or --all, not both.`);
    if (keep || jsonl || port !== undefined)
      throw new UsageError('--keep, --jsonl and --port go with one question, not with --all.');
    return { kind: 'all', json, negative };
  }
  if (word === undefined) {
    if (keep || jsonl || negative || port !== undefined)
      throw new UsageError('--keep, --jsonl, --negative and --port need a question: npm run study -- 7');
    return { kind: 'list', json };
  }
  const output = json ? 'json' : jsonl ? 'jsonl' : 'text';
  return { kind: 'one', number: numberOf(word, last), output, negative, keep, port: portOf(port) };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}. See npm run study -- --help`);
  }
}

function numberOf(word: string, last: number): number {
  const number = Number(word);
  if (!/^\d+$/.test(word)) throw new UsageError(`${word} is not the number of a question: they go from 1 to ${last}.`);
  if (number < 1 || number > last) throw new UsageError(`There is no question ${word}: they go from 1 to ${last}.`);
  return number;
}

function portOf(text = '0'): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port takes a number from 0 to 65535, not ${text}.`);
  return port;
}
