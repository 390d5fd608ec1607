import { readyLines } from '@safelight/local/cli/ready-lines';
import { stopSignal } from '@safelight/local/cli/signals';
import type { Question } from '#study/lab/experiment.ts';
import type { Throwaway } from '#study/lab/throwaway.ts';
import { holds } from './all.ts';
import type { Command, Output } from './args.ts';
import { documentOf } from './document.ts';
import { perform } from './perform.ts';
import { printed, printedArgument } from './print.ts';

type One = Extract<Command, { kind: 'one' }>;

/** Runs one question and shows it; resolves with the exit code. */
export async function runOne(question: Question, { output, ...command }: One, root: string): Promise<number> {
  if (question.kind === 'argued') {
    say(output === 'text' ? printedArgument(question) : documentLine(output, documentOf(question)));
    return 0;
  }
  const { negative, port, keep } = command;
  const linger = async (own: Throwaway) => {
    if (!keep) return;
    own.lab.clock.back();
    process.stderr.write(exportLines(own));
    await stopSignal();
  };
  const watch = (exhibit: object) => output === 'jsonl' && say(lineOf('seen', exhibit));
  const performance = await perform(question, { root, port, negative, watch, linger });
  const document = () => documentLine(output, documentOf(question, performance, negative));
  say(output === 'text' ? printed(question, performance, negative) : document());
  return holds(question, performance, negative) ? 0 : 1;
}

const say = (text: string) => void process.stdout.write(text);

const lineOf = (kind: string, value: object) => `${JSON.stringify({ kind, ...value })}\n`;

const documentLine = (output: Output, document: object) =>
  output === 'jsonl' ? lineOf('document', document) : `${JSON.stringify(document)}\n`;

/** What is there to look at: the experiment has been run in it. */
function exportLines({ system }: Throwaway): string {
  return [
    'The system of the experiment runs until Ctrl-C. Its clock shows your time again.',
    ...readyLines(system),
    '',
  ].join('\n');
}
