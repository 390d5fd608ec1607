/** A program that is a small system: prints its endpoint and keys as JSON, then each line that it tells, until its input ends. */
import { smallStack } from './small-stack.ts';
import { startSystem } from './system.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const system = await startSystem({ template: smallStack(), log: print });
print(JSON.stringify({ endpoint: system.endpoint, region: system.region, credentials: system.credentials }));
process.stdin.resume().once('end', async () => {
  await system.close();
  process.exit(0);
});
