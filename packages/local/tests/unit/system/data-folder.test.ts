import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDataFolder } from '#local/system/data-folder.ts';

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function listeningPort(): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

describe('the data folder', () => {
  it('is created, kept between starts, and new until a system was ready in it', async () => {
    const folder = join(temporary(), 'a/b');
    expect(await openDataFolder(folder, false)).toMatchObject({ isNew: true });
    writeFileSync(join(folder, 'kept'), '');
    const second = await openDataFolder(folder, false);
    expect(second.isNew).toBe(true);
    second.started(1);
    second.stopped();
    expect(await openDataFolder(folder, false)).toMatchObject({ isNew: false });
    expect(existsSync(join(folder, 'kept'))).toBe(true);
  });

  it('is emptied on request, and new again', async () => {
    const folder = temporary();
    const first = await openDataFolder(folder, true);
    first.started(1);
    first.stopped();
    writeFileSync(join(folder, 'gone'), '');
    expect(await openDataFolder(folder, true)).toMatchObject({ isNew: true });
    expect(existsSync(join(folder, 'gone'))).toBe(false);
  });

  it('of an earlier version is refused, and can be emptied', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'darkroom.json'), '{"started":true}');
    await expect(openDataFolder(folder, false)).rejects.toThrow(
      /was made by an earlier version, .*: empty it with --reset/,
    );
    expect(await openDataFolder(folder, true)).toMatchObject({ isNew: true });
  });

  it('is not touched while another system uses it', async () => {
    const folder = temporary();
    const first = await openDataFolder(folder, false);
    first.started(await listeningPort());
    writeFileSync(join(folder, 'kept'), '');
    await expect(openDataFolder(folder, true)).rejects.toThrow('is in use: stop the other system');
    expect(existsSync(join(folder, 'kept'))).toBe(true);
  });

  it.each([
    ['process has gone', { started: true, format: 2, pid: 2 ** 30, port: 1 }],
    ['number another process has, but not the port', { started: true, format: 2, pid: process.pid, port: 1 }],
  ])('is free when the %s', async (_, mark) => {
    const folder = temporary();
    writeFileSync(join(folder, 'data-folder.json'), JSON.stringify(mark));
    expect(await openDataFolder(folder, false)).toMatchObject({ isNew: false });
  });

  it('is not one that holds something else', async () => {
    const folder = temporary();
    mkdirSync(join(folder, 'photos'));
    await expect(openDataFolder(folder, false)).rejects.toThrow(
      /holds something that no system put there: name an empty or a new folder with --data DIR\.$/,
    );
    writeFileSync(join(folder, 'store.db'), '');
    expect(await openDataFolder(folder, false)).toMatchObject({ isNew: true });
  });

  it('is not emptied when it is somebody else’s', async () => {
    const folder = temporary();
    mkdirSync(join(folder, 'photos'));
    await expect(openDataFolder(folder, true)).rejects.toThrow(
      'is not the data folder of a system, so --reset leaves it',
    );
    expect(existsSync(join(folder, 'photos'))).toBe(true);
  });

  it('is refused in one line where it cannot be', async () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, '');
    const opened = openDataFolder(join(file, 'data'), false);
    await expect(opened).rejects.toThrow(/cannot be written: name another with --data DIR\.$/);
  });
});
