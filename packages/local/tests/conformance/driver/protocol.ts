import type { Json, JsonObject } from '@safelight/asl/json';

/** A request of the line protocol; which members it has depends on its kind. */
export interface Request {
  readonly id: string;
  readonly kind: string;
  readonly definition: JsonObject | string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly startMode?: 'sync';
  /** JSON text. */
  readonly input?: string;
  /** Where the virtual clock starts, ISO 8601. */
  readonly now?: string;
  readonly name?: string;
  readonly lambdas?: Readonly<Record<string, JsonObject>>;
  readonly tasks?: readonly JsonObject[];
  readonly s3?: Readonly<Record<string, string>>;
  readonly request?: JsonObject;
}

/** What recordings say of a call. */
export type TaskOutcome = (
  | { readonly succeeded: Json }
  | { readonly failed: Failure }
  | { readonly submitted: Json; readonly then: TaskOutcome }
  | { readonly timedOut: Failure }
  | { readonly pending: true }
  | { readonly absent: true }
) & { readonly workerName?: string };

export interface Failure {
  readonly error?: string;
  readonly cause?: string;
}

export interface Replay {
  next(call: { readonly state: string; readonly parameters: Json }): TaskOutcome | undefined;
}

export type LambdaResult =
  | { readonly ok: true; readonly payload: Json; readonly afterSeconds?: number }
  | {
      readonly ok: false;
      readonly error: { readonly errorType: string; readonly errorMessage: string; readonly cause: string };
      readonly afterSeconds?: number;
    };

/** The parts of the recordings' folder that a driver may use. */
export interface Tools {
  runLambda(behaviour: JsonObject, event: Json): LambdaResult;
  createReplay(tasks: readonly JsonObject[] | undefined): Replay;
}

/** Answers one kind of request; what it throws is reported as unsupported. */
export type Kind = (request: Request, tools: Tools) => Promise<object>;
