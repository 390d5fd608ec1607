import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { isAlive } from './is-alive.ts';

const MARK = '.user';

/** Marks a bundle as that of this process, which reads parts of it whenever it needs them, until the process ends. */
export function use(bundle: string): void {
  const mark = join(bundle, `${process.pid}${MARK}`);
  try {
    writeFileSync(mark, '');
    process.once('exit', () => rmSync(mark, { force: true }));
  } catch {
    // Where nothing can be written, nothing is removed either.
  }
}

/** Whether a process that marked the bundle is running. */
export const isUsed = (bundle: string): boolean =>
  readdirSync(bundle).some((name) => extname(name) === MARK && isAlive(Number.parseInt(name, 10)));
