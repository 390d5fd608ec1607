import { parseArgs } from 'node:util';
import { compareJsonPath } from './jsonpath/compare.ts';
import { fetchJayway, hasJava } from './jsonpath/jayway.ts';

const USAGE = `npm run test:oracles -- [--pairs COUNT] [--seed NUMBER]

Puts generated pairs of JSONPath and document to Jayway's json-path 2.0.0, which AWS is modelled on, and to the engine.
Java 17 and Maven have to be there. Ends with 1 where they differ in a way that nobody has reviewed.
  --pairs COUNT   how many (20000)
  --seed NUMBER   the same seed makes the same pairs (1)
`;

const WHOLE = /^[1-9]\d{0,8}$/;

function main(): number {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(USAGE, 0);
  const wrong = Object.entries({ pairs: values.pairs, seed: values.seed }).find(([, value]) => !WHOLE.test(value));
  if (wrong) return say(`--${wrong[0]} must be a whole number from 1, not '${wrong[1]}'\n`, 2);
  if (!hasJava()) return say('There is no Java or no Maven here: nothing to compare with.\n', 0);
  fetchJayway();
  return report(compareJsonPath(Number(values.pairs), Number(values.seed)));
}

function report({ pairs, outcomes, reviewed, differences }: ReturnType<typeof compareJsonPath>): number {
  for (const { pair, ours, theirs } of differences.slice(0, 20)) {
    say(`FAIL ${pair.path}\n  on    ${JSON.stringify(pair.document)}\n  ours  ${ours}\n  theirs ${theirs}\n`, 1);
  }
  for (const [what, count] of reviewed) say(`reviewed: ${what}: ${count}\n`, 0);
  const shown = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  say(`${shown.join(', ')}\n`, 0);
  return say(`${pairs} pairs, ${differences.length} unreviewed differences\n`, differences.length === 0 ? 0 : 1);
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
