import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StackBeside } from '@safelight/local/system';

const NAME = 'darkroom-study';

/** What a student plays with, as a stack of its own; an empty one where it is not wanted, so that an earlier one goes. */
export async function studyStack(root: string, wanted: boolean): Promise<StackBeside> {
  const folder = join(root, 'study');
  if (!wanted || !existsSync(join(folder, 'template.yml'))) return { name: NAME, template: '{"Resources":{}}' };
  const { studyTemplate } = await import('#lab/study-template.ts');
  return { name: NAME, template: await studyTemplate(folder) };
}
