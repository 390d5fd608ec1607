/** Why a database cannot be used. */
export type StoreFault =
  /** Another process has it open. */
  | 'locked'
  /** It is no database, or not all of it can be read. */
  | 'damaged'
  /** A newer version of the program wrote it. */
  | 'newer'
  /** Not another byte can be written: the disk is full, or the folder may not be written. */
  | 'unwritable'
  /** It has been closed, and its services still do something. */
  | 'closed';

/** What to do about a fault, which depends on who runs it. */
export type Advice = Readonly<Partial<Record<StoreFault, string>>>;

/** The database cannot be used. Its message is one line, with the way out where whoever opened it gave advice. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Primary result codes. https://www.sqlite.org/rescode.html */
const FAULTS: Readonly<Record<number, StoreFault>> = {
  5: 'locked', // SQLITE_BUSY
  6: 'locked', // SQLITE_LOCKED
  8: 'unwritable', // SQLITE_READONLY
  10: 'unwritable', // SQLITE_IOERR
  11: 'damaged', // SQLITE_CORRUPT
  13: 'unwritable', // SQLITE_FULL
  14: 'unwritable', // SQLITE_CANTOPEN
  26: 'damaged', // SQLITE_NOTADB
};

/** The fault behind an error of SQLite; undefined where a statement is to blame, not the database. */
export function faultOf(error: unknown): StoreFault | undefined {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return undefined;
  return FAULTS[error.errcode & 0xff];
}

const SAID: Readonly<Record<StoreFault, string>> = {
  locked: 'is in use',
  damaged: 'is damaged',
  newer: 'was written by a newer version',
  unwritable: 'cannot be written',
  closed: 'is closed',
};

/** The error itself, or the StoreError of what it says about the database. */
export function asStoreError(error: unknown, file: string, advice: Advice = {}): unknown {
  const fault = faultOf(error);
  if (fault === undefined || !(error instanceof Error)) return error;
  const wayOut = advice[fault];
  const said = `The database ${file} ${SAID[fault]} (${error.message})`;
  return new StoreError(fault, wayOut === undefined ? said : `${said}: ${wayOut}`, { cause: error });
}

/** Whether something came too late: its database, or what writes to it, is closed. */
export const isClosed = (error: unknown): boolean => error instanceof StoreError && error.fault === 'closed';
