import type { Block, Experiment } from './blocks.ts';

const STUDY = /^npm run study -- (\d+)( --negative)?$/;

/** Commands of a block that is fenced as `console`: `$ ` before each, and below it what it prints. */
export function commandsIn(text: string): readonly Block[] {
  const parts = `\n${text}`.split('\n$ ').slice(1);
  return parts.map((part) => {
    const [command = '', ...prints] = part.split('\n');
    const experiment = experimentOf(command);
    return { kind: 'command', command, prints: prints.join('\n').trimEnd(), ...(experiment && { experiment }) };
  });
}

function experimentOf(command: string): Experiment | undefined {
  const found = STUDY.exec(command);
  return found ? { number: Number(found[1]), isNegative: found[2] !== undefined } : undefined;
}
