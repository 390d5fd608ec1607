import { isUnwritable } from '#local/system/open-store.ts';
import type { System } from '#local/system/system.ts';

export interface Lives {
  /** @param port of an earlier life, which it takes again; undefined in the first */
  boot(port: number | undefined, onLost: (error: Error) => void): Promise<System>;
  /** Resolves once what failed can be written again, or the process is to end; meanwhile whoever calls the port is refused. */
  untilWritable(port: number): Promise<void>;
  /** Resolves with the exit code when the process is to end. */
  readonly ended: Promise<number>;
  /** Told of the first life alone. */
  onReady(system: System): void;
  readonly say: (line: string) => void;
}

/**
 * Runs a system until the process is to end. One whose database failed holds in memory what was never committed: it is closed, and
 * another begins from what was, once that can be written to. Resolves with the exit code; rejects where the first cannot boot.
 */
export async function liveOn(lives: Lives): Promise<number> {
  const { ended, say } = lives;
  let { end, port } = await live(lives, undefined);
  while (typeof end !== 'number') {
    say(`${end.message} What was not acknowledged is not there, and everything is refused until it can be written.`);
    const code = await Promise.race([ended, lives.untilWritable(port).then(() => undefined)]);
    if (code !== undefined) return code;
    ({ end, port } = await live(lives, port));
  }
  return end;
}

interface End {
  /** The exit code, or why the system could not go on. */
  readonly end: number | Error;
  readonly port: number;
}

async function live(lives: Lives, before: number | undefined): Promise<End> {
  const lost = Promise.withResolvers<Error>();
  const system = await lives.boot(before, lost.resolve).catch((error: unknown) => {
    if (before !== undefined && error instanceof Error && isUnwritable(error)) return error;
    throw error;
  });
  if (system instanceof Error) return { end: system, port: before ?? 0 };
  const port = Number(new URL(system.endpoint).port);
  if (before === undefined) lives.onReady(system);
  else lives.say('The database can be written again, and what was under way goes on.');
  const end = await Promise.race([lives.ended, lost.promise]);
  // Where nothing can be written, it cannot be noted either that nobody uses the folder any more.
  await system.close().catch((error: unknown) => {
    if (typeof end === 'number') throw error;
  });
  return { end, port };
}
