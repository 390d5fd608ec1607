import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { Pixels } from './encode.ts';

const run = promisify(execFile);
const VERSION = '0.5.2';
const BUILD_MS = 15 * 60_000;

/** Says how like two pictures of one size are, one pair at a time: 100 the same, 90 not to be told apart, 70 good, 50 middling. */
export interface Judge {
  score(original: Pixels, encoded: Pixels): Promise<number>;
  close(): Promise<void>;
}

/**
 * SSIMULACRA2, which sees colour, by the program `ssimulacra2_rs` (rust-av, BSD-2-Clause). It is built by cargo below `.build/`
 * the first time; rejects with one line where that cannot be.
 */
export async function openJudge(root: string, progress: (line: string) => void): Promise<Judge> {
  const folder = join(root, `.build/ssimulacra2-${VERSION}`);
  const program = join(folder, 'bin/ssimulacra2_rs');
  if (!existsSync(program)) await build(folder, progress);
  const scratch = await mkdtemp(join(tmpdir(), 'tune-'));
  const originals = new Map<string, Promise<string>>();
  const originalFile = (pixels: Pixels): Promise<string> => {
    const file = originals.get(pixels.digest) ?? writePng(pixels, join(scratch, `${pixels.digest}.png`));
    originals.set(pixels.digest, file);
    return file;
  };
  return {
    async score(original, encoded) {
      const file = await writePng(encoded, join(scratch, 'encoded.png'));
      const { stdout } = await run(program, ['image', await originalFile(original), file]);
      const [said] = /-?\d+(\.\d+)?/.exec(stdout) ?? [];
      if (said === undefined) throw new Error(`ssimulacra2_rs said no score: ${stdout.trim()}`);
      return Number(said);
    },
    close: () => rm(scratch, { recursive: true, force: true }),
  };
}

async function writePng({ data, width, height }: Pixels, file: string): Promise<string> {
  const picture = sharp(data, { raw: { width, height, channels: 4 } });
  await picture.removeAlpha().png({ compressionLevel: 1 }).toFile(file);
  return file;
}

async function build(folder: string, progress: (line: string) => void): Promise<void> {
  progress('tune: building ssimulacra2_rs, once …');
  const words = ['install', '--quiet', '--locked', '--no-default-features', '--root', folder];
  try {
    await run('cargo', [...words, `ssimulacra2_rs@${VERSION}`], { timeout: BUILD_MS });
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const last = error instanceof Error ? error.message.trimEnd().split('\n').at(-1) : String(error);
    throw new Error(isMissing ? "Rust's cargo is not here: it builds SSIMULACRA2." : `ssimulacra2_rs: ${last}`);
  }
}
