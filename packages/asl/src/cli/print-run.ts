import type { styleText } from 'node:util';
import type { MachineRun } from '../testing/run-state-machine.ts';
import { flatten, retriesOf } from '../testing/steps.ts';
import type { Line, Step } from '../testing/trace.ts';
import { durationText } from './duration.ts';
import { printable } from './printable.ts';

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** The path that a run took, for people: one line a state, with its time, retries, failures and branches. */
export function printRun(run: MachineRun, paint: Paint): string {
  const width = Math.max(...rows(run.steps, '').map(({ label }) => printable(label).length));
  const lines = rows(run.steps, '').map((row) => rowText(row, width, paint));
  return [...lines, '', summary(run, paint), ''].join('\n');
}

interface Row {
  readonly at: number | undefined;
  /** The state's name, behind what shows how deep it lies. */
  readonly label: string;
  readonly note: string;
  readonly style: Style;
}

const rows = (steps: readonly Step[], indent: string): readonly Row[] =>
  steps.flatMap((step) => [stepRow(step, indent), ...attemptRows(step, indent), ...lineRows(step, indent)]);

function stepRow(step: Step, indent: string): Row {
  const stayed = (step.exitedAt ?? step.enteredAt) - step.enteredAt;
  const notes = [
    step.resource === undefined ? step.type : `${step.type} ${step.resource}`,
    ...(step.type === 'Map' && step.lines.length > 0 ? [count(step.lines.length, 'iteration')] : []),
    ...(step.type === 'Choice' && step.next !== undefined ? [`chose ${step.next}`] : []),
    ...(stayed > 0 ? [`took ${durationText(stayed)}`] : []),
    ...(step.exitedAt === undefined && step.type !== 'Fail' && step.failure === undefined ? ['given up'] : []),
  ];
  return { at: step.enteredAt, label: indent + step.name, note: notes.join(', '), style: 'bold' };
}

/** What went wrong, and what came of it. What a Map or Parallel state only passes on is shown where it happened. */
function attemptRows(step: Step, indent: string): readonly Row[] {
  const style = step.failure === undefined ? 'yellow' : 'red';
  return failures(step)
    .filter(({ index }) => step.lines.length === 0 || step.exitedAt !== undefined || index < step.attempts.length - 1)
    .map(({ failure, index }) => {
      const outcome = `${failure.error || 'failed'} — ${consequence(step, index)}`;
      const note = failure.cause ? `${outcome}: ${failure.cause}` : outcome;
      return { at: undefined, label: `${indent}  ✕`, note, style };
    });
}

function failures({ attempts, failure: last }: Step) {
  const failed = attempts.flatMap(({ failure }, index) => (failure === undefined ? [] : [{ failure, index }]));
  return failed.length === 0 && last !== undefined ? [{ failure: last, index: attempts.length }] : failed;
}

function consequence(step: Step, index: number): string {
  const next = step.attempts[index + 1];
  if (next !== undefined) return `tried again after ${durationText(next.waited ?? 0)}`;
  return step.exitedAt === undefined ? 'not caught' : `caught, to ${step.next ?? 'the end'}`;
}

/** Iterations that went the same way are shown once. */
function lineRows(step: Step, indent: string): readonly Row[] {
  return grouped(step.lines).flatMap(([first, ...others]) => {
    const label = `${indent}  ${step.type === 'Map' ? itemsText([first, ...others]) : 'branch'}`;
    const heading: Row = { at: undefined, label, note: '', style: 'dim' };
    return [heading, ...rows(first.steps, `${indent}  │ `)];
  });
}

function grouped(lines: readonly Line[]): readonly [Line, ...Line[]][] {
  const groups = new Map<string, [Line, ...Line[]]>();
  for (const line of lines) {
    const key = line.item === undefined ? `branch ${groups.size}` : shape(line.steps);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()];
}

const shape = (steps: readonly Step[]): string =>
  JSON.stringify(
    flatten(steps).map(({ name, attempts, failure, exitedAt }) => [
      name,
      attempts.length,
      failure?.error,
      exitedAt !== undefined,
    ]),
  );

function itemsText(lines: readonly Line[]): string {
  const items = lines.map(({ item = 0 }) => item);
  const [first = 0] = items;
  if (items.length === 1) return `item ${first}`;
  const isRange = items.every((item, index) => item === first + index);
  return isRange
    ? `items ${first}–${first + items.length - 1}`
    : `items ${items.slice(0, 3).join(', ')}${items.length > 3 ? ` and ${items.length - 3} more` : ''}`;
}

function rowText({ at, label, note, style }: Row, width: number, paint: Paint): string {
  const time = at === undefined ? '' : durationText(at);
  return `${paint('dim', time.padStart(10))}  ${paint(style, printable(label).padEnd(width))}  ${printable(note)}`.trimEnd();
}

function summary(run: MachineRun, paint: Paint): string {
  const { failure, status } = run;
  const retries = retriesOf(run.steps);
  const facts = `after ${durationText(run.elapsed)} of virtual time: ${count(flatten(run.steps).length, 'state')}, ${count(retries, 'retry', 'retries')}, ${count(run.history.length, 'history event')}`;
  if (failure === undefined)
    return `${paint(['green', 'bold'], status)} ${facts}\n${JSON.stringify(run.output, null, 2)}`;
  const reason = [failure.error, failure.cause].filter(Boolean).join(': ');
  return `${paint(['red', 'bold'], status)} ${facts}\n${printable(reason)}`;
}

const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`;
