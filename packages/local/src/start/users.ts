import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

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
  readdirSync(bundle).some((name) => extname(name) === MARK && isRunning(Number.parseInt(name, 10)));

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
