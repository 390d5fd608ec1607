import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { samplePhoto } from '#lab/sample-photo.ts';

const path = process.argv[2];
if (path === undefined) {
  process.stderr.write('node scripts/photos/sample-photo.ts FILE writes the sample photo to FILE.\n');
  process.exitCode = 2;
} else {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await samplePhoto());
}
