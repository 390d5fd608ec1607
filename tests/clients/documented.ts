import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The commands of a section of a page, as a reader would paste them into a shell. */
export function commandsOf(root: string, page: string, heading: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const code = section.replaceAll(/\\\n\s+/g, '').split('\n');
  return code.flatMap((line) => /^ {4}(aws .+)$/.exec(line)?.[1] ?? []);
}
