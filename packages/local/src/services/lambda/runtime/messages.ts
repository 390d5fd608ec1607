/** Header of the frame that hands one invocation to an environment; the payload is the event. */
export interface InvocationHeader {
  readonly requestId: string;
  readonly functionArn: string;
  /** When the environment will be killed: milliseconds since the epoch. */
  readonly deadline: number;
  readonly traceId: string;
  /** How far the service's clock is ahead of the machine's, in milliseconds: 0, unless somebody turned it. */
  readonly clockOffset: number;
  /** Base64 JSON, as the caller sent it. */
  readonly clientContext?: string;
}

/** Header of a frame that an environment sends. */
export type EnvironmentHeader =
  | { readonly kind: 'ready' }
  /** The payload is an error response; the process ends after it. */
  | { readonly kind: 'init-error' }
  /** The payload is what the handler returned. */
  | { readonly kind: 'result'; readonly maxRssKb: number }
  /** The payload is an error response. */
  | { readonly kind: 'error'; readonly maxRssKb: number };
