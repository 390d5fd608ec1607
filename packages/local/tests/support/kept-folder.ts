import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** Data folder of one test, which the processes that it starts one after the other have; gone at its end. To be spread. */
export function keptFolder(): { readonly dataDir: string } {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'darkroom-kept-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
  return {
    get dataDir() {
      return dataDir;
    },
  };
}
