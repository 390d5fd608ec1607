/** One line of a log stream. Times are milliseconds since the epoch. */
export interface LogEvent {
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  /** Grows with every event of the group; the event's id is made of it. */
  readonly sequence: number;
}

export interface StreamSummary {
  readonly name: string;
  /** Absent while the stream is empty. */
  readonly firstEventTimestamp?: number | undefined;
  readonly lastEventTimestamp?: number | undefined;
  readonly lastIngestionTime?: number | undefined;
}

/** What a service hands over to be logged. */
export interface LogLine {
  readonly timestamp: number;
  readonly message: string;
}
