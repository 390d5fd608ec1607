/** A program that uses up what it has, is told so, gives it back, and is told that too. */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { watchStrain } from '#local/system/strain.ts';

const [what] = process.argv.slice(2);
let told = 0;
const { close } = watchStrain({
  lookMs: 1,
  log(line) {
    told += 1;
    process.stdout.write(`${line}\n`);
  },
});
const handles: number[] = [];
let memory: number[][] = [];
while (told === 0) {
  await setImmediate();
  if (what === 'memory') memory.push(new Array<number>(500_000).fill(0.5));
  else tryOpen();
}
handles.forEach(closeSync);
memory = [];
while (told === 1) {
  await setImmediate();
  if (what === 'memory') globalThis.gc?.();
}
close();

function tryOpen(): void {
  try {
    handles.push(openSync(devNull, 'r'));
  } catch {
    // None is left.
  }
}
