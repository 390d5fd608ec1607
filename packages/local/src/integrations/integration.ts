import type { Clock } from '@safelight/asl/clock';
import type { Json } from '@safelight/asl/json';
import type { TaskCall, TaskPattern } from '@safelight/asl/ports';
import type { OptimizedNames } from '#integrations/sdk/error-names.ts';
import type { Sent } from './sdk/send-command.ts';

/** What an integration may use to answer one call. */
export interface Caller {
  /** Calls an action of the integration's own client, in the role of the call; given up with the call unless told else. */
  send(action: string, parameters: Json, signal?: AbortSignal): Promise<Sent>;
  readonly clock: Clock;
}

/**
 * An optimized integration: a service that Step Functions treats in a way of its own.
 * Adding one is a file with one of these, and a line in `registry.ts`.
 */
export interface Integration {
  /** As in `arn:aws:states:::SERVICE:action`. */
  readonly service: string;
  readonly packageName: string;
  /** The page that says what it does. */
  readonly page: string;
  readonly names: OptimizedNames;
  readonly actions: Readonly<Record<string, readonly TaskPattern[]>>;
  /** Makes the call. Errors of `caller.send` are named already. */
  request(action: string, call: TaskCall, caller: Caller): Promise<Json>;
  /** For `sync` patterns: waits for the job. Rejects with a `StatesError`. */
  completion?(call: TaskCall, submitted: Json, caller: Caller): Promise<Json>;
}

/** The patterns of most integrations that answer at once. */
export const REQUEST_RESPONSE: readonly TaskPattern[] = ['requestResponse'];
export const WITH_CALLBACK: readonly TaskPattern[] = ['requestResponse', 'waitForTaskToken'];
