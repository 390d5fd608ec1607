#!/usr/bin/env node
import { styleText } from 'node:util';
import { InvalidDefinition } from '../definition/diagnostic.ts';
import { TestStateRefusal } from '../test-state/refusal.ts';
import { UnmockedCall } from '../testing/mock-tasks.ts';
import { InvalidMocks } from '../testing/mocks.ts';
import { parseCommand, UsageError } from './args.ts';
import { HELP } from './help.ts';
import { printable } from './printable.ts';
import { testFile } from './test-file.ts';
import { validateFiles } from './validate-files.ts';

/** `npm run asl -- test FILE …` and `npm run asl -- validate FILE…`. */
async function main(words: readonly string[]): Promise<number> {
  const command = parseCommand(words);
  const out = { write: (text: string) => void process.stdout.write(text), paint };
  switch (command.kind) {
    case 'help':
      out.write(HELP);
      return 0;
    case 'test':
      return testFile(command, out);
    case 'validate':
      return validateFiles(command, out);
  }
}

/** Plain text where the output is no terminal. */
const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: process.stdout });

const isForPeople = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof InvalidMocks ||
  error instanceof InvalidDefinition ||
  error instanceof TestStateRefusal ||
  error instanceof SyntaxError ||
  error instanceof UnmockedCall;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isForPeople(error)) throw error;
  process.stderr.write(`asl: ${printable(error.message.replace(/\s*\n\s*/g, ' '))}\n`);
  process.exitCode = error instanceof UsageError || error instanceof InvalidMocks ? 2 : 1;
}
