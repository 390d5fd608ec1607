import { filled } from '#study/facts/facts.ts';
import { READ_ON } from '#study/facts/read-on.ts';
import type { Exhibit } from '#study/lab/evidence.ts';
import type { Experiment, Question } from '#study/lab/experiment.ts';
import type { Performance } from './perform.ts';

const WIDTH = 110;

/** A question with its evidence, as a person reads it. */
export function printed(one: Experiment, { exhibits, failed }: Performance, negative: boolean): string {
  const ending = negative ? `noticed ${noticed(one, failed?.check)}` : failed ? `not shown: ${failed.check}` : 'proved';
  return [
    heading(one),
    '',
    ...paragraph('claim', filled(one.claim)),
    ...(negative ? paragraph('without', one.control.without) : []),
    ...exhibited(exhibits),
    `  ${'result'.padEnd(9)}${ending}`,
    ...source(one),
    '',
  ].join('\n');
}

export function printedArgument(one: Extract<Question, { kind: 'argued' }>): string {
  const answers = one.answer.flatMap((answer) => paragraph('', answer));
  return [heading(one), '', ...answers, ...paragraph('argued', `${one.because}.`), ...source(one), ''].join('\n');
}

export const printedList = (questions: readonly Question[]): string =>
  `${questions
    .map(
      (one) => `${String(one.number).padStart(2)}  ${filled(one.question)}${one.kind === 'argued' ? ' (argued)' : ''}`,
    )
    .join('\n')}\n`;

/** How a control ended, in a word or two. */
export function noticed({ control }: Experiment, check: string | undefined): string {
  if (check === control.noticed) return `by ${check}`;
  return check === undefined
    ? 'by nothing: the claim seems to hold without its cause'
    : `by ${check}, not by ${control.noticed}`;
}

const heading = ({ number, question }: Question) => `${number}  ${filled(question)}`;

const source = ({ page }: Question) => [`  ${'page'.padEnd(9)}${page} (read ${READ_ON})`];

function exhibited(exhibits: readonly Exhibit[]): readonly string[] {
  return exhibits.map(({ what, seen }, at) => `  ${(at === 0 ? 'seen' : '').padEnd(9)}${what}: ${seen}`);
}

function paragraph(label: string, text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length + 1 > WIDTH - 11) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.map((line, at) => `  ${(at === 0 ? label : '').padEnd(9)}${line}`);
}
