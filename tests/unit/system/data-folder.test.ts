import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { prepareDataFolder } from '#local/system/data-folder.ts';

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the data folder', () => {
  it('is created, and kept between starts', () => {
    const folder = join(temporary(), 'a/b');
    expect(prepareDataFolder(folder, false)).toEqual({ isNew: true });
    writeFileSync(join(folder, 'kept'), '');
    expect(prepareDataFolder(folder, false)).toEqual({ isNew: false });
    expect(existsSync(join(folder, 'kept'))).toBe(true);
  });

  it('is emptied on request', () => {
    const folder = temporary();
    prepareDataFolder(folder, true);
    writeFileSync(join(folder, 'gone'), '');
    prepareDataFolder(folder, true);
    expect(existsSync(join(folder, 'gone'))).toBe(false);
  });

  it('is not emptied when it is somebody else’s', () => {
    const folder = temporary();
    mkdirSync(join(folder, 'photos'));
    expect(() => prepareDataFolder(folder, true)).toThrow(
      'is not a data folder of Darkroom, so --reset leaves it alone',
    );
    expect(existsSync(join(folder, 'photos'))).toBe(true);
  });

  it('is refused in one line where it cannot be', () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, '');
    expect(() => prepareDataFolder(join(file, 'data'), false)).toThrow(
      /cannot be written: name another with --data DIR/,
    );
  });
});
