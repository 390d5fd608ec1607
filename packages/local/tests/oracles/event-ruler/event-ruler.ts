import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pair } from './generate.ts';

/** What event-ruler says of a pair. */
export interface Answer {
  /** Its sentence. */
  readonly refused?: string;
  /** Of the pattern's wildcards, 11 at most. */
  readonly complexity?: number;
  readonly matches?: boolean;
  /** What it threw where it should have answered. */
  readonly failed?: string;
}

const here = import.meta.dirname;
const libraries = join(here, '../../../../../.build/event-ruler-oracle');

/** Whether the programs that this needs are there. */
export const hasJava = (): boolean =>
  ['java', 'mvn'].every((program) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0);

/** Fetches event-ruler 2.1.0 by Maven, once. */
export function fetchEventRuler(): void {
  if (existsSync(join(libraries, 'event-ruler-2.1.0.jar'))) return;
  mkdirSync(libraries, { recursive: true });
  const words = ['-q', '-B', '-f', join(here, 'pom.xml'), 'dependency:copy-dependencies'];
  execFileSync('mvn', [...words, `-DoutputDirectory=${libraries}`], { stdio: ['ignore', 'ignore', 'inherit'] });
}

export function askEventRuler(pairs: readonly Pair[]): readonly Answer[] {
  const output = execFileSync('java', ['-cp', join(libraries, '*'), join(here, 'Oracle.java')], {
    input: pairs.map((pair) => JSON.stringify(pair)).join('\n'),
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return output
    .trim()
    .split('\n')
    .map((line) => withoutPlace(JSON.parse(line)));
}

/** Of a sentence that was thrown on, the place in the text is told twice. */
const withoutPlace = (answer: Answer): Answer =>
  answer.refused === undefined ? answer : { ...answer, refused: answer.refused.replace(/\n at \[Source[\s\S]*/, '') };
