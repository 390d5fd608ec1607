import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keptText } from '@safelight/local/compile/kept-text';
import type { StackBeside } from '@safelight/local/system';

const NAME = 'darkroom-study';

/** What a student plays with, as a stack of its own; an empty one where it is not wanted, so that an earlier one goes. */
export async function studyStack(root: string, wanted: boolean): Promise<StackBeside> {
  const folder = join(root, 'study');
  if (!wanted || !existsSync(join(folder, 'template.yml'))) return { name: NAME, template: '{"Resources":{}}' };
  const files = readdirSync(folder).filter((name) => /\.(yml|asl\.json)$/.test(name));
  const inputs = ['lab/study-template.ts', ...files.map((name) => join('study', name))];
  // Reading YAML would be a twentieth of a start.
  const cacheDir = join(root, 'node_modules/.cache/darkroom/study');
  const template = await keptText({ cacheDir, root, inputs }, async () => {
    const { studyTemplate } = await import('#lab/study-template.ts');
    return studyTemplate(folder);
  });
  return { name: NAME, template };
}
