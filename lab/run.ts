import { type Command, HELP, parseCommand } from '#lab/args.ts';

interface Surroundings {
  /** The repository. */
  readonly root: string;
  /** What relative paths start from. */
  readonly cwd: string;
}

/** Does what the words after `npm start --` ask for, and resolves with the exit code. Rejects with UsageError. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const command: Command = parseCommand(words, surroundings.cwd);
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
