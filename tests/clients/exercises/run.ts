import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import type { Cli } from '../tools.ts';
import { type Exercise, exercises } from './flows.ts';
import { exercisePolicies } from './policies.ts';
import { exerciseTemplate } from './template.ts';

type Environment = NodeJS.ProcessEnv;
type Run = (program: string, words: readonly string[], env: Environment) => Promise<{ code: number; text: string }>;

interface Bench {
  readonly cli: Cli;
  /** With `photo.jpg`; the policies are written into it. */
  readonly folder: string;
  readonly run: Run;
  /** What a program needs to know of a system. */
  readonly environmentOf: (system: TestLab) => Environment;
  readonly say: (line: string) => void;
}

/** Runs the exercises on a system of their own, by one CLI. */
export async function runExercises(bench: Bench): Promise<{ passed: number; failed: number }> {
  const files = Object.entries(exercisePolicies());
  for (const [name, content] of files) await writeFile(join(bench.folder, name), JSON.stringify(content));
  const system = await startSystem({ template: exerciseTemplate });
  try {
    const keys = new Map<string, Environment>([['me', {}]]);
    let passed = 0;
    for (const exercise of exercises) if (await isRight(bench, system, keys, exercise)) passed++;
    return { passed, failed: exercises.length - passed };
  } finally {
    await system.close();
  }
}

async function isRight(bench: Bench, system: TestLab, keys: Map<string, Environment>, exercise: Exercise) {
  const { cli, say } = bench;
  const words = exercise.command.split(' ').map((word) => word.replaceAll('$DIR', bench.folder));
  const env = { ...bench.environmentOf(system), ...keys.get(exercise.as ?? 'me') };
  const endpoint = cli.endpointOption ? ['--endpoint-url', system.endpoint] : [];
  const told = system.lines.length;
  const { code, text } = await bench.run(cli.program, [...endpoint, ...words], env);
  const lines = system.lines.slice(told).filter((line) => line.startsWith('Denied'));
  const isTold = exercise.tells === undefined ? lines.length === 0 : lines.at(-1)?.includes(exercise.tells) === true;
  const right = (code !== 0) === (exercise.fails === true) && exercise.shows.test(text) && isTold;
  if (right && exercise.becomes !== undefined) keys.set(exercise.becomes, keysOf(text));
  const why = right
    ? ''
    : `\n     aws ${exercise.command}\n     ${text.trim().slice(0, 600)}\n     ${lines.join('\n     ')}`;
  say(`${right ? 'ok  ' : 'FAIL'} ${cli.name}: ${exercise.does}${why}`);
  return right;
}

/** The keys of AssumeRole's answer, as a program's environment. */
function keysOf(text: string): Environment {
  const { Credentials }: { Credentials: Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string> } =
    JSON.parse(text);
  return {
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials.SessionToken,
  };
}
