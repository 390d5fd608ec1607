import { expect, it } from 'vitest';
import { liveOn } from '#local/cli/lives/live-on.ts';
import { StartupError } from '#local/system/startup-error.ts';
import type { System } from '#local/system/system.ts';
import { StoreError } from '#store/errors.ts';

const failure = new StoreError('unwritable', 'The database a.db cannot be written (disk I/O error): make room.');
const notYet = new StartupError('The database a.db cannot be written: make room.', { cause: failure });

/** What each life does: it is lost, cannot boot, or is asked to end with a code. */
type Fate = 'lost' | Error | number;

async function lives(fates: readonly Fate[]) {
  const told: string[] = [];
  const ended = Promise.withResolvers<number>();
  let life = 0;
  const boot = async (port: number | undefined, onLost: (error: Error) => void) => {
    const fate = fates[life++];
    told.push(`boot ${port}`);
    if (fate instanceof Error) throw fate;
    if (typeof fate === 'number') ended.resolve(fate);
    else onLost(failure);
    const close = async () => {
      told.push('close');
      if (fate === 'lost') throw new Error('EIO');
    };
    // Of a system no more is looked at.
    return { endpoint: 'http://127.0.0.1:4566', close } as System;
  };
  const code = await liveOn({
    boot,
    ended: ended.promise,
    onReady: () => told.push('ready'),
    say: (line) => told.push(line),
    untilWritable: async (port) => void told.push(`wait ${port}`),
  });
  return { code, told };
}

const LOST =
  'The database a.db cannot be written (disk I/O error): make room. What was not acknowledged is not there, and everything is refused until it can be written.';
const AGAIN = 'The database can be written again, and what was under way goes on.';

it('a system lives until it is asked to end', async () => {
  expect(await lives([0])).toEqual({ code: 0, told: ['boot undefined', 'ready', 'close'] });
});

it('one whose database fails begins anew on its port, as soon as that can be written', async () => {
  const { code, told } = await lives(['lost', notYet, 'lost', 3]);
  expect(code).toBe(3);
  expect(told).toEqual([
    ...['boot undefined', 'ready', 'close', LOST, 'wait 4566'],
    ...['boot 4566', `${notYet.message} ${LOST.split('make room. ')[1]}`, 'wait 4566'],
    ...['boot 4566', AGAIN, 'close', LOST, 'wait 4566'],
    ...['boot 4566', AGAIN, 'close'],
  ]);
});

it.each([
  ['the first cannot boot', [notYet], notYet],
  ['another is damaged', ['lost', new StartupError('It is damaged.')], 'It is damaged.'],
] as const)('it fails where %s', async (_what, fates, error) => {
  await expect(lives(fates)).rejects.toThrow(error);
});
