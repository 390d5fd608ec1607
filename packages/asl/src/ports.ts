import type { Clock } from '#asl/clock.ts';
import type { Ids, Random } from '#asl/identity.ts';
import type { Json, JsonObject } from '#asl/json.ts';
import type { Resumed } from './execution/options.ts';
import type { KeepNote } from './execution/resume/state-note.ts';
import type { HistoryEvent } from './history/events.ts';
import type { HistoryListener } from './history/history.ts';
import type { Payload } from './payload.ts';

/** Everything that the engine needs from outside: it does no input or output of its own. */
export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly tasks: TaskPort;
  readonly objects: ObjectPort;
  readonly children: ChildPort;
}

/** A Task state's `Resource`, taken apart. */
export type TaskResource =
  | {
      readonly kind: 'integration';
      readonly arn: string;
      readonly service: string;
      readonly action: string;
      readonly pattern: TaskPattern;
    }
  | { readonly kind: 'lambda'; readonly arn: string }
  | { readonly kind: 'activity'; readonly arn: string };

export type TaskPattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';

/** One attempt of a task. */
export interface TaskCall {
  readonly resource: TaskResource;
  /** Evaluated `Parameters` or `Arguments`; the state's input where there are none. */
  readonly parameters: Json;
  readonly stateName: string;
  /** Of the StateEntered event: it tells the visits of a state apart. */
  readonly enteredEventId: number;
  readonly executionArn: string;
  /** The role that the call is made with: the state machine's, unless `Credentials` name another. */
  readonly roleArn: string;
  /** Present for `.waitForTaskToken` and activities, and for jobs, which nobody answers by it: another one for each attempt. */
  readonly taskToken?: string;
  /** Aborted when the attempt has timed out or the execution has stopped. */
  readonly signal: AbortSignal;
}

/** Calls that a Task state can make. Every rejection is a `StatesError`. */
export interface TaskPort {
  /** What AWS finds wrong with parameters before it schedules the task: such a call fails the execution. */
  problems(call: TaskCall): readonly string[];
  /**
   * Waits until the call may be made, where the machine can only make so many at a time; resolves with what is to be
   * called once it is answered; undefined where it may be made at once. The task is not scheduled before, so its time-outs do not
   * run meanwhile.
   */
  admit(call: TaskCall): Promise<() => void> | undefined;
  /** Makes the call and resolves with its response. For `.sync` and `.waitForTaskToken` this is the submission. */
  request(call: TaskCall): Promise<Json>;
  /**
   * `.sync` and `.sync:2`: resolves with the job's result when the job that `request` started has ended. Where the task was given up
   * before the answer of that was known, `submitted` is null, and the job is stopped if it can be found.
   */
  completion(call: TaskCall, submitted: Json): Promise<Json>;
  /**
   * `.waitForTaskToken`: resolves when SendTaskSuccess arrives for the call's token, or did for one that was given out before the
   * process ended; registers before `request` is made.
   */
  callback(call: TaskCall, onHeartbeat: (at?: number) => void): Promise<Json>;
  /**
   * Activities: hands the task to a polling worker and resolves with what the worker sends. Where there is no such
   * activity it rejects before it calls `scheduled`; the failure's cause is then what the execution says of it.
   */
  activity(call: TaskCall, on: ActivityEvents): Promise<Json>;
}

/** Events that an activity's task is told of. */
export interface ActivityEvents {
  /** Whether a worker had it before the process ended: it is not offered to others again. */
  readonly isStarted: boolean;
  scheduled(): void;
  started(workerName?: string): void;
  /** With the time, in milliseconds since the epoch, where that was before now. */
  heartbeat(at?: number): void;
}

/** The parts of a port that makes every call at once, and has no models of services to check parameters by. */
export const unchecked: Pick<TaskPort, 'problems' | 'admit'> = { problems: () => [], admit: () => undefined };

/** S3 as `ItemReader` and `ResultWriter` use it, in the execution's role. Rejections are `StatesError`s. */
export interface ObjectPort {
  get(call: GetObjectCall): Promise<AsyncIterable<Uint8Array>>;
  /** Its size in bytes, and what tells this content from another. */
  head(call: ObjectCall & { readonly key: string }): Promise<{ readonly size: number; readonly etag: string }>;
  /** Members as in the answer of ListObjectsV2, in order of key. */
  list(call: ObjectCall & { readonly prefix?: string }): AsyncIterable<JsonObject>;
  /** The bytes are the caller's again when it has resolved. */
  put(call: ObjectCall & { readonly key: string; readonly body: string | Buffer }): Promise<void>;
}

export interface GetObjectCall extends ObjectCall {
  readonly key: string;
  readonly versionId?: string;
  /** The bytes from `start` to before `end`; all of them where absent. */
  readonly range?: { readonly start: number; readonly end: number };
  /** Fails where the object has another by now. */
  readonly etag?: string;
}

export interface ObjectCall extends ObjectCaller {
  readonly bucket: string;
  readonly expectedBucketOwner?: string;
}

/** The Map state that reads its items from S3, or writes its results there. */
export interface ObjectCaller {
  readonly stateName: string;
  readonly executionArn: string;
  /** For whom the role is used. */
  readonly stateMachineArn: string;
  readonly roleArn: string;
}

/** Children of distributed Maps: runs them, and keeps their map runs. */
export interface ChildPort {
  start(child: ChildStart): Promise<ChildResult>;
  /** The children that a map run has had so far, in any order, and its limits as they were changed last. */
  earlier(mapRunArn: string): Promise<{ readonly children: readonly EarlierChild[]; readonly limits: MapRunChange }>;
  /**
   * Waits until a map run may read its items: an account has so many open at a time, and the others wait as they came.
   * Undefined where it may at once.
   */
  open(mapRunArn: string, signal: AbortSignal): Promise<void> | undefined;
  /** Called when a map run starts, now and then as its counts change, and when it is over. */
  mapRun(run: MapRunReport, control: MapRunControl): void;
}

/**
 * Members as in the answer of DescribeMapRun, times in milliseconds since the epoch; a redriven one keeps the `startTime` that it had.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html
 */
export type MapRunReport = {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: string;
  readonly startTime: number;
  readonly stopTime?: number;
  readonly redriveCount: number;
  readonly redriveDate?: number;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
};

export type MapRunCounts = {
  readonly total: number;
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly resultsWritten: number;
};

/** A map run that is under way. */
export interface MapRunControl {
  /** As UpdateMapRun does. Without effect when it is over. */
  update(change: MapRunChange): void;
  /** How it stands at this moment: what is told by itself is told now and then. */
  now(): MapRunReport;
}

export interface MapRunChange {
  /** 0 is no limit. */
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

export interface ChildStart {
  readonly mapRunArn: string;
  /** The Map state that starts it. */
  readonly parent: { readonly executionArn: string; readonly stateName: string };
  readonly name: string;
  readonly input: Payload;
  /** Its place among the children, from 0, and how many items it works on. */
  readonly index: number;
  readonly items: number;
  /** How often its map run has been redriven. */
  readonly attempt: number;
  /**
   * Present when it was there before. Where it ended badly it is redriven: a Standard child goes on where it failed, an Express
   * one starts anew. Where its process ended first, it goes on where it was.
   */
  readonly before?: EarlierChild;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The item processor as a state machine of its own. */
  readonly run: (execution: ChildContext) => Promise<Payload>;
  readonly signal: AbortSignal;
}

export interface ChildContext {
  readonly executionArn: string;
  readonly startTime: number;
  /** Told of the child's history as it happens; nobody keeps it otherwise. */
  readonly onEvent?: HistoryListener;
  /** Keeps what going on with it would take. */
  readonly onNote?: KeepNote;
  /** Present when it has been redriven. */
  readonly redriven?: { readonly count: number; readonly time: number };
  /** Present when it goes on where it failed. */
  readonly redrive?: { readonly events: readonly HistoryEvent[] };
  /** Present when its process ended before it did. */
  readonly resume?: Resumed;
}

/** A child execution that a map run has had before: in an earlier attempt, or before its process ended. */
export interface EarlierChild {
  readonly name: string;
  readonly index: number;
  readonly items: number;
  readonly input: Payload;
  /** The attempt of the map run in which it ended: how often that had been redriven. */
  readonly attempt: number;
  /** How it ended; absent where its process ended first. */
  readonly result?: ChildResult;
}

export interface ChildResult {
  readonly executionArn: string;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: Payload;
  readonly error?: string;
  readonly cause?: string;
  readonly startTime: number;
  readonly stopTime: number;
  readonly redriveCount?: number;
}
