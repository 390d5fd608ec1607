import { readyLines } from '@safelight/local/cli/ready-lines';
import { stopSignal } from '@safelight/local/cli/signals';
import type { Question } from '#study/lab/experiment.ts';
import type { Throwaway } from '#study/lab/throwaway.ts';
import { holds } from './all.ts';
import type { Command } from './args.ts';
import { documentOf } from './document.ts';
import { perform } from './perform.ts';
import { printed, printedArgument } from './print.ts';

type One = Extract<Command, { kind: 'one' }>;

/** Runs one question and shows it; resolves with the exit code. */
export async function runOne(question: Question, command: One, root: string): Promise<number> {
  if (question.kind === 'argued') {
    say(command.json ? `${JSON.stringify(documentOf(question))}\n` : printedArgument(question));
    return 0;
  }
  const { negative, port, keep, json } = command;
  const linger = async (own: Throwaway) => {
    if (!keep) return;
    own.lab.clock.back();
    process.stderr.write(exportLines(own));
    await stopSignal();
  };
  const performance = await perform(question, { root, port, negative, linger });
  say(
    json
      ? `${JSON.stringify(documentOf(question, performance, negative))}\n`
      : printed(question, performance, negative),
  );
  return holds(question, performance, negative) ? 0 : 1;
}

const say = (text: string) => void process.stdout.write(text);

/** What is there to look at: the experiment has been run in it. */
function exportLines({ system }: Throwaway): string {
  return [
    'The system of the experiment runs until Ctrl-C. Its clock shows your time again.',
    ...readyLines(system),
    '',
  ].join('\n');
}
