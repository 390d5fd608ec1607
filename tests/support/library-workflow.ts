import type { Json } from '@safelight/asl/json';
import type { MockFunction, MockOutcome, Mocks } from '@safelight/asl/testing/mocks';
import type { MachineRun, RunOptions } from '@safelight/asl/testing/run-state-machine';
import * as z from 'zod';
import { inside, noted } from '#tests/support/image-workflow.ts';

/** Bytes up to which a photo is for Express children. */
export const LIMIT = 1_000;
/** What the command asks for. */
const selection = {
  from: 'PREFIX',
  prefix: 'cats/',
  only: 'all',
  expressUpTo: LIMIT,
  concurrency: 10,
  tolerance: 0,
};
export const BUCKET = `\${SourceBucketName}`;
export const WORK = `\${WorkBucketName}`;
export const DIGEST = `\${ConfigurationDigest}`;
const TABLE = `\${ImagesTableName}`;
const oneObject = { [`${BUCKET}/cats/a.jpg`]: 'photo' };

type Result = Extract<MockOutcome, { readonly result: unknown }>['result'];
export type Row = { readonly [name: string]: Result };
type Objects = Readonly<Record<string, string | Uint8Array>>;
type Machine = (options: RunOptions) => Promise<MachineRun>;

export const rowOf = (row: Readonly<Record<string, string>>): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { S: value }]));

const keySchema = z.object({ key: z.object({ S: z.string() }) });

/** The rows that there are. */
export type Rows = (key: string) => Row | undefined;

/** What DynamoDB answers to BatchGetItem; the first call leaves all keys but one unprocessed. */
export const looksUp =
  (rows: Rows, heard: (parameters: Json) => void = () => undefined): MockFunction =>
  (parameters, call) => {
    heard(parameters);
    const asked = [inside(parameters, 'RequestItems', TABLE, 'Keys')].flat().map((key) => keySchema.parse(key));
    const answered = call === 0 ? asked.slice(0, 1) : asked;
    const left = asked.slice(answered.length);
    const found = answered.flatMap((key): Result[] => {
      const row = rows(key.key.S);
      return row === undefined ? [] : [{ ...row, ...key }];
    });
    return {
      result: { Responses: { [TABLE]: found }, UnprocessedKeys: left.length > 0 ? { [TABLE]: { Keys: left } } : {} },
    };
  };

export const READY = { status: 'READY', etag: 'row-etag', sequencer: '0061BD' };
export const outdated = rowOf({ ...READY, configuration: '0123456789ab' });
const REASON = { reason: { M: { code: { S: 'Corrupt' }, message: { S: 'It is damaged.' } } } };
export const rejected: Row = { ...rowOf({ ...READY, status: 'REJECTED' }), ...REASON };

export const ended = (Status: string, more: object = {}) => ({ result: { Status, ...more } });
export const developed = (output: Result): Mocks => ({
  'Look at it': ended('SUCCEEDED', { Output: JSON.stringify(output) }),
  Develop: ended('SUCCEEDED', { Output: output }),
});
export const counted = (Total: number, Failed = 0) => ({
  result: { ItemCounts: { Total, Succeeded: Total - Failed, Failed, TimedOut: 0 } },
});
const mocks: Mocks = {
  'Write list': { result: {} },
  'Count selection': counted(100),
  'Start developing': { result: { ExecutionArn: 'arn' } },
  ...developed({ status: 'READY', prefix: 'p' }),
  'Leave it to a Standard child': { result: {} },
  'Is it rejected?': { result: { Item: rejected } },
  'Is it still rejected?': { result: { Item: rejected } },
  'Count Express children': counted(1),
  'Count Standard children': counted(0),
  'Announce reprocess': { result: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] } },
  'Tell people of reprocess': { result: { MessageId: 'm' } },
};

interface LibraryRun {
  readonly ran: MachineRun;
  /** Parameters of the calls that write, start and tell. */
  readonly calls: ReadonlyMap<string, readonly Json[]>;
  /** What ResultWriter wrote of the photos that failed. */
  readonly failures: readonly unknown[];
}

interface Given {
  readonly input?: object;
  readonly rows?: Rows;
  /** Hears of each BatchGetItem. */
  readonly lookedUp?: (parameters: Json) => void;
  readonly mocks?: Mocks;
  readonly objects?: Objects;
}

const WRITERS = ['Write list', 'Leave it to a Standard child'];
const NOTED = [...WRITERS, 'Start developing', 'Develop', 'Announce reprocess', 'Tell people of reprocess'];

/** Runs it again until it writes no list that was not there: those of the run before are there for the next, as S3 would keep them. */
export async function runLibrary(machine: Machine, given: Given = {}): Promise<LibraryRun> {
  const lookUp = looksUp(given.rows ?? (() => outdated), given.lookedUp);
  const input = { ...selection, ...given.input };
  let objects: Objects = given.objects ?? oneObject;
  for (;;) {
    const asked = noted({ ...mocks, 'Look up': lookUp, ...given.mocks }, ...NOTED);
    const ran = await machine({ input, objects, mocks: asked.mocks });
    const written = WRITERS.flatMap((state) => asked.calls.get(state) ?? []);
    const lists = written.map((put) => [`${WORK}/${inside(put, 'Key')}`, JSON.stringify(inside(put, 'Body'))] as const);
    const known = objects;
    const fresh = lists.filter(([key]) => !Object.hasOwn(known, key));
    if (fresh.length === 0) return { ran, calls: asked.calls, failures: failuresOf(ran) };
    objects = { ...objects, ...Object.fromEntries(fresh) };
  }
}

const failuresOf = ({ objects }: MachineRun): readonly unknown[] =>
  [...objects].filter(([key]) => /\/results\/.*FAILED_0\.json$/.test(key)).flatMap(([, text]) => JSON.parse(text));

/** What image-processing was started with. */
export const startedWith = ({ calls }: Pick<LibraryRun, 'calls'>) =>
  [...(calls.get('Start developing') ?? []), ...(calls.get('Develop') ?? [])].map((call) => inside(call, 'Input'));
