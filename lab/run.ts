import { isKnownFailure, oneLine } from '@safelight/local/cli/failures';
import { UsageError } from '@safelight/local/cli/usage';
import { type Command, HELP, parseCommand } from '#lab/args.ts';

interface Surroundings {
  /** The repository. */
  readonly root: string;
  /** What relative paths start from. */
  readonly cwd: string;
}

/** Does what the words after `npm start --` ask for, and resolves with the exit code. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await perform(parseCommand(words, surroundings.cwd), surroundings);
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    process.stderr.write(`${oneLine(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function perform(command: Command, surroundings: Surroundings): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'serve': {
      const { serve } = await import('#lab/serve.ts');
      return serve(command, surroundings);
    }
    case 'once': {
      const { developOnce } = await import('#lab/once/run.ts');
      return developOnce(command, surroundings);
    }
    default:
      return assertNever(command);
  }
}

function assertNever(command: never): never {
  throw new Error(`Unknown command ${JSON.stringify(command)}`);
}
