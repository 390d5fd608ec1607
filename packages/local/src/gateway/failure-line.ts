import { inSource } from '#gateway/source-place.ts';

/** What went wrong and where, in one line: the error, and the first place of the product in its stack. */
export function failureLine(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map(inSource);
  const place = frames.find((line) => !line.includes('node:') && !line.includes('/node_modules/')) ?? frames[0] ?? '';
  return oneLine(`${error.name}: ${error.message} ${place.replace('file://', '')}`);
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
