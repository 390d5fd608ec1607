import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '@safelight/local/cli/usage';
import { against } from './against/against.ts';
import { allMet, type Benchmark, type Options } from './benchmark.ts';
import { profiled } from './profile/profiled.ts';
import { benchmarks } from './registry.ts';
import { help, jsonLine, table } from './report.ts';

/** `npm run bench -- NAME [--against COMMIT | --profile] [--json]`. Exits 1 when a target is missed, 2 when the benchmark cannot be run. */
async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    process.stdout.write(help(benchmarks));
    return 0;
  }
  const benchmark = benchmarks.find((candidate) => candidate.name === name);
  if (!benchmark) {
    const said = name === undefined ? 'say which benchmark' : `no benchmark ${name}`;
    throw new UsageError(`${said}: there are ${benchmarks.map((one) => one.name).join(', ')}`);
  }
  const { isJson, isHelp, isProfile, options } = parse(benchmark, words);
  if (isHelp) {
    process.stdout.write(help([benchmark]));
    return 0;
  }
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  if (options.against !== undefined) {
    if (isProfile) throw new UsageError('--profile is of one build: leave --against away.');
    const { text, json } = await against(benchmark, options.against, dirname(import.meta.dirname), options, progress);
    process.stdout.write(isJson ? `${text}${json}\n` : text);
    return 0;
  }
  if (options.pairs !== undefined) throw new UsageError('--pairs goes with --against.');
  const run = () => benchmark.run(options, progress);
  const { result: findings, text } = isProfile ? await profiled(run) : { result: await run(), text: '' };
  process.stdout.write(`${table(benchmark, findings)}${text}`);
  if (isJson) process.stdout.write(`${jsonLine(benchmark, findings)}\n`);
  return allMet(findings) ? 0 : 1;
}

function parse(benchmark: Benchmark, words: readonly string[]) {
  const names = [...Object.keys(benchmark.options ?? {}), 'against', 'pairs'];
  const { json, help: isHelp, profile, ...options } = values(words, names);
  return { isJson: json === true, isHelp: isHelp === true, isProfile: profile === true, options: texts(options) };
}

function values(words: readonly string[], names: readonly string[]) {
  const own = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const flag = { type: 'boolean' as const };
  const options = { ...own, json: flag, profile: flag, help: { ...flag, short: 'h' } };
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}; --help tells more`);
  }
}

const texts = (options: Readonly<Record<string, unknown>>): Options =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
}
