import { liveLine } from '@safelight/local/cli/live-line';
import { screenOf } from '@safelight/local/cli/style';
import { filled } from '#study/facts/facts.ts';
import type { Experiment, Question } from '#study/lab/experiment.ts';
import type { Command } from './args.ts';
import { documentOf } from './document.ts';
import { type Performance, perform } from './perform.ts';
import { noticed } from './print.ts';

type All = Extract<Command, { kind: 'all' }>;

/** Runs all questions one after the other, with a line for each; resolves with the exit code. */
export async function runAll(questions: readonly Question[], { json, negative }: All, root: string): Promise<number> {
  const line = liveLine(screenOf(process.stderr));
  const begun = Date.now();
  const documents: object[] = [];
  const tally = { good: 0, bad: 0, argued: 0 };
  for (const one of questions) {
    line.show(`  ${one.number} of ${questions.length}: ${filled(one.question)}`);
    if (one.kind === 'argued') {
      tally.argued++;
      documents.push(documentOf(one));
      line.say(`argued   ${heading(one)}`);
      continue;
    }
    const performance = await perform(one, { root, negative });
    const isGood = holds(one, performance, negative);
    tally[isGood ? 'good' : 'bad']++;
    documents.push(documentOf(one, performance, negative));
    line.say(outcome(one, performance, negative, isGood));
  }
  line.clear();
  const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
  const text = `${summary(tally, negative)}, in ${minutes} minutes\n`;
  process.stdout.write(json ? `${JSON.stringify({ ...counted(tally, negative), questions: documents })}\n` : text);
  return tally.bad === 0 ? 0 : 1;
}

interface Tally {
  readonly good: number;
  readonly bad: number;
  readonly argued: number;
}

function summary({ good, bad, argued }: Tally, negative: boolean): string {
  const ran = negative ? `${good} noticed` : `${good} proved`;
  return `${ran}, ${argued} argued${bad === 0 ? '' : `, ${bad} ${negative ? 'not noticed' : 'failed'}`}`;
}

const counted = ({ good, bad, argued }: Tally, negative: boolean) =>
  negative ? { noticed: good, unnoticed: bad, argued } : { proved: good, failed: bad, argued };

export const holds = (one: Experiment, { failed }: Performance, negative: boolean): boolean =>
  negative ? failed?.check === one.control.noticed : failed === undefined;

function outcome(one: Experiment, { failed }: Performance, negative: boolean, isGood: boolean): string {
  if (negative)
    return `${isGood ? 'noticed ' : 'MISSED  '} ${heading(one)} Without: ${one.control.without}; ${noticed(one, failed?.check)}`;
  return isGood ? `proved   ${heading(one)}` : `FAILED   ${heading(one)} ${failed?.message}`;
}

const heading = ({ number, question }: Question) => `${String(number).padStart(2)}  ${filled(question)}`;
