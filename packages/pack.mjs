// `npm pack` of a package ships compiled JavaScript with types, since Node runs no TypeScript under node_modules; a clone runs the
// sources as they are. So before packing, what the manifest points at moves from `src/*.ts` to `dist/*.js`, and afterwards back.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [step] = process.argv.slice(2);
const manifest = join(process.cwd(), 'package.json');

/** Every path of the manifest, in one direction; both are plain text, so that nothing else of it changes. */
const retarget = (from, to) => writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(from, to));

if (step === 'before') {
  rmSync('dist', { recursive: true, force: true });
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '--project', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  // What is no TypeScript, such as the pages of the console.
  for (const file of readdirSync('src', { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || /\.tsx?$/.test(file.name)) continue;
    const path = join(file.parentPath, file.name);
    cpSync(path, join('dist', path.slice('src/'.length)));
  }
  retarget(/"\.\/src\/([^"]+)\.tsx?"/g, '"./dist/$1.js"');
  retarget(/"\.\/src\/([^"]+)\.cjs"/g, '"./dist/$1.cjs"');
} else if (step === 'after') {
  retarget(/"\.\/dist\/([^"]+)\.cjs"/g, '"./src/$1.cjs"');
  retarget(/"\.\/dist\/([^"]+)\.js"/g, (_, path) => `"./src/${path}.${existsSync(`src/${path}.tsx`) ? 'tsx' : 'ts'}"`);
  rmSync('dist', { recursive: true, force: true });
} else {
  process.stderr.write('Usage: node ../pack.mjs before|after, in the folder of a package\n');
  process.exit(2);
}
