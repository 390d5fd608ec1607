import { compare } from './compare.ts';
import { ours } from './ours.ts';
import { theirs } from './theirs.ts';

/** Compares our own DynamoDB with AWS's DynamoDB Local; resolves to whether there was no difference that nobody has reviewed. */
export async function differential(
  url: string,
  calls: number,
  seed: number,
  say: (line: string) => void,
): Promise<boolean> {
  const own = ours();
  try {
    const progress = (made: number, different: number) =>
      process.stderr.isTTY && process.stderr.write(`\r${made} of ${calls} calls, ${different} differences`);
    const report = await compare(own, theirs(url), { calls, seed, progress });
    for (const { title, ours: one, theirs: other } of report.differences)
      say(`DIFF ${title}\n     ours:   ${one}\n     theirs: ${other}`);
    for (const [why, times] of report.reviews) say(`reviewed, ${times} times: ${why}`);
    say(`${report.calls} calls of seed ${seed}: ${report.differences.length} differences that nobody has reviewed`);
    return report.differences.length === 0;
  } finally {
    await own.close();
  }
}
