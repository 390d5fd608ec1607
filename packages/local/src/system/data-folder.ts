import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isJsonObject } from '@safelight/asl/json';
import { isAlive } from '#local/start/is-alive.ts';
import { StartupError } from '#local/system/startup-error.ts';

/** The folder that holds all state of one system. */
export interface DataFolder {
  /** Whether no system has ever been ready in it. */
  readonly isNew: boolean;
  /** Notes that a system listens on the port, so that no other one takes the folder. */
  started(port: number): void;
  stopped(): void;
}

/** Kept in the folder: what shows that it is ours, and who uses it. */
interface Mark {
  readonly started: boolean;
  /** How state is kept in it; absent in folders that were made before it was a database. */
  readonly format?: number;
  readonly pid?: number;
  readonly port?: number;
}

const MARK = 'data-folder.json';
/** What it was before state was a database. */
const MARK_BEFORE = 'darkroom.json';
const FORMAT = 2;
/** A folder that lost its mark and has this is still ours. */
const STORE = 'store.db';

/** Creates the folder, or empties it when `reset`. Rejects with StartupError when that cannot be. */
export async function openDataFolder(folder: string, reset: boolean): Promise<DataFolder> {
  const before = readMark(folder);
  if (before && (await isUsed(before))) throw inUse(folder);
  if (reset) emptyFolder(folder, before);
  else if (before?.started && before.format !== FORMAT) throw ofBefore(folder);
  else if (!before && holdsSomething(folder) && !entriesOf(folder).includes(STORE)) throw ofOthers(folder);
  const isNew = reset || !before?.started;
  const write = (mark: Mark) => writeFileSync(join(folder, MARK), `${JSON.stringify({ ...mark, format: FORMAT })}\n`);
  try {
    mkdirSync(folder, { recursive: true });
    write({ started: !isNew });
  } catch (cause) {
    throw new StartupError(`The data folder ${folder} cannot be written: name another with --data DIR.`, { cause });
  }
  return {
    isNew,
    started: (port) => write({ started: true, pid: process.pid, port }),
    stopped: () => write({ started: true }),
  };
}

export const inUse = (folder: string): StartupError =>
  new StartupError(`The data folder ${folder} is in use: stop the other system, or name another with --data DIR.`);

/** A slip of --data must not fill somebody's folder with files of ours. */
const ofOthers = (folder: string): StartupError =>
  new StartupError(
    `${folder} holds something that no system put there: name an empty or a new folder with --data DIR.`,
  );

const holdsSomething = (folder: string): boolean => entriesOf(folder).length > 0;

/** None where there is no folder, or what is there is none: writing will tell. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const ofBefore = (folder: string): StartupError =>
  new StartupError(
    `The data folder ${folder} was made by an earlier version, whose files this one does not read: empty it with --reset, or name another with --data DIR.`,
  );

/** Only a folder that a system made is emptied: a slip of --data must not delete anything else. */
function emptyFolder(folder: string, mark: Mark | undefined): void {
  if (!holdsSomething(folder)) return;
  if (!mark) throw new StartupError(`${folder} is not the data folder of a system, so --reset leaves it alone.`);
  rmSync(folder, { recursive: true });
}

const readMark = (folder: string): Mark | undefined => read(join(folder, MARK)) ?? read(join(folder, MARK_BEFORE));

function read(file: string): Mark | undefined {
  try {
    const mark: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isJsonObject(mark)) return undefined;
    const { started, format, pid, port } = mark;
    const user = typeof pid === 'number' && typeof port === 'number' ? { pid, port } : {};
    return { started: started === true, ...(typeof format === 'number' && { format }), ...user };
  } catch {
    return undefined;
  }
}

/** A process that was killed leaves its mark, and its number and its port may be taken by others: but hardly both. */
async function isUsed({ pid, port }: Mark): Promise<boolean> {
  if (pid === undefined || port === undefined || !isAlive(pid)) return false;
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (used: boolean) => {
      socket.destroy();
      resolve(used);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}
