import type { Operation } from '#gateway/dispatch/operation.ts';
import type { GatewayRequest } from '#gateway/service.ts';

/** A request, and what its path names. */
export interface LambdaCall {
  readonly parameters: Parameters;
  readonly request: GatewayRequest;
  /** All of it, however often it is asked for: access and run read the same. */
  body(): Promise<Buffer>;
}

export type Parameters = Readonly<Record<string, string>>;

export interface LambdaAnswer {
  /** 200 without it. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is written as JSON; bytes are JSON already. */
  readonly body?: object | Uint8Array;
}

/** One operation of Lambda's REST API. */
export interface LambdaOperation extends Omit<Operation<LambdaCall, LambdaAnswer>, 'input'> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Matches the decoded path; its groups are the parameters. */
  readonly path: RegExp;
}

export type LambdaOperations = Readonly<Record<string, LambdaOperation>>;
