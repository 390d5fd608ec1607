import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '#asl/json.ts';
import type { Pair } from './generate.ts';

/** What Jayway says of a pair. */
export interface Answer {
  readonly refused?: true;
  readonly isDefinite?: boolean;
  readonly value?: Json;
  readonly error?: string;
  readonly message?: string;
}

const here = import.meta.dirname;
const libraries = join(import.meta.dirname, '../../../../../.build/jsonpath-oracle');

/** Whether the programs that this needs are there. */
export const hasJava = (): boolean =>
  ['java', 'mvn'].every((program) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0);

/** Fetches json-path 2.0.0 by Maven, once. */
export function fetchJayway(): void {
  if (existsSync(join(libraries, 'json-path-2.0.0.jar'))) return;
  mkdirSync(libraries, { recursive: true });
  const words = ['-q', '-B', '-f', join(here, 'pom.xml'), 'dependency:copy-dependencies'];
  execFileSync('mvn', [...words, `-DoutputDirectory=${libraries}`], { stdio: ['ignore', 'ignore', 'inherit'] });
}

export function askJayway(pairs: readonly Pair[]): readonly Answer[] {
  const output = execFileSync('java', ['-cp', join(libraries, '*'), join(here, 'Oracle.java')], {
    input: pairs.map((pair) => JSON.stringify(pair)).join('\n'),
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return output
    .trim()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}
