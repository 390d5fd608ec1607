import { filled } from '#study/facts/facts.ts';
import { READ_ON } from '#study/facts/read-on.ts';
import type { Question } from '#study/lab/experiment.ts';
import type { Performance } from './perform.ts';
import { noticed } from './print.ts';

/** A question and what came of it, for programs. */
export function documentOf(question: Question, performance?: Performance, negative = false): object {
  const { number, page } = question;
  const common = { number, question: filled(question.question), page, read: READ_ON };
  if (question.kind === 'argued')
    return { ...common, status: 'argued', answer: question.answer, because: question.because };
  const whole = { ...common, claim: filled(question.claim), control: question.control.without };
  if (!performance) return whole;
  const { exhibits, failed } = performance;
  const status = negative ? noticedStatus(noticed(question, failed?.check)) : failed ? 'failed' : 'proved';
  return {
    ...whole,
    status,
    evidence: exhibits,
    ...(failed && { failed: { check: failed.check, message: failed.message } }),
  };
}

const noticedStatus = (how: string) => (/^by \S+$/.test(how) ? 'noticed' : 'unnoticed');
