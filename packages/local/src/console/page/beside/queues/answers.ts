/** A queue, as `GET queues` lists it. */
export interface QueueRow {
  readonly url: string;
  readonly arn: string;
  readonly name: string;
  readonly isFifo: boolean;
  /** Messages that can be received, that somebody works on, and that are not yet due. */
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** ARN of where its dead letters go. */
  readonly deadLetters?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Answer of `GET queue`. */
export interface QueueAnswer extends QueueRow {
  /** URLs of the queues whose dead letters it holds. */
  readonly sources: readonly string[];
  /** The latest sending back. */
  readonly move?: {
    readonly Status?: string;
    readonly ApproximateNumberOfMessagesMoved?: number;
    readonly FailureReason?: string;
  };
}

/** A message, in the members of ReceiveMessage. */
export interface Message {
  readonly MessageId: string;
  readonly Body: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  readonly VisibleAt: number;
}
