import { stop } from 'esbuild';

/** The bundler is a process of its own, which the system may be short of memory for: so often it is started again. */
const STARTS = 3;

/** Resolves with what the bundler makes; where its process is killed meanwhile, another one does. */
export async function byBundler<T>(work: () => Promise<T>, starts = STARTS): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What is wrong with the sources comes as a list; all else is the end of the process.
    if (starts === 1 || (error instanceof Error && 'errors' in error)) throw error;
    await stop();
    return byBundler(work, starts - 1);
  }
}
