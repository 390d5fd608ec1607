import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import sharp from 'sharp';
import { root } from '#tests/support/root.ts';
import { openChromium } from './chromium.ts';
import { openLab } from './lab.ts';
import { scenes } from './scenes.ts';
import { structureOf } from './structure.ts';
import { openVisit } from './visit.ts';

const FOLDER = join(root, 'docs/images');

async function main(): Promise<number> {
  const browser = await openChromium();
  if (typeof browser === 'string') throw new Error(`No Chromium can be had here: ${browser}`);
  await mkdir(FOLDER, { recursive: true });
  const lab = await openLab();
  const visit = await openVisit({ ...lab, browser, screenshots: FOLDER });
  const structures: Record<string, readonly string[]> = {};
  try {
    for (const { name, open } of scenes) {
      await open(visit);
      const webp = await sharp(await visit.page.screenshot())
        .webp({ quality: 80, effort: 6 })
        .toBuffer();
      await writeFile(join(FOLDER, `${name}.webp`), webp);
      structures[name] = await structureOf(visit.page);
      process.stdout.write(`docs/images/${name}.webp  ${(webp.length / 1e3).toFixed(0)} kB\n`);
    }
    await writeFile(join(FOLDER, 'structure.json'), `${JSON.stringify(structures, undefined, 2)}\n`);
    return 0;
  } finally {
    await browser.close();
    await lab.close();
  }
}

await runCommand({
  help: `npm run docs:images
Makes the pictures of README.md and docs/ with the browser of test:browser, which compares what they show with what the pages are made of.
`,
  ends: true,
  options: {},
  run: main,
});
