import { isKnownFailure, oneLine } from '@safelight/local/cli/failures';
import { UsageError } from '@safelight/local/cli/usage';
import { questions } from '#study/questions.ts';
import { type Command, HELP, parseCommand } from './args.ts';
import { documentOf } from './document.ts';
import { printedList } from './print.ts';

/** Does what the words after `npm run study --` ask for, and resolves with the exit code. */
export async function run(words: readonly string[], root: string): Promise<number> {
  try {
    return await perform(parseCommand(words, questions.length), root);
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    process.stderr.write(`${oneLine(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function perform(command: Command, root: string): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'list':
      process.stdout.write(
        command.json ? `${JSON.stringify(questions.map((one) => documentOf(one)))}\n` : printedList(questions),
      );
      return 0;
    case 'one': {
      const [{ runOne }, question] = [await import('./one.ts'), questions[command.number - 1]];
      if (!question) throw new UsageError(`There is no question ${command.number}.`);
      return runOne(question, command, root);
    }
    case 'all': {
      const { runAll } = await import('./all.ts');
      return runAll(questions, command, root);
    }
  }
}
