/** Where the lines of functions go: CloudWatch Logs, wired by the system. */
export interface LogSink {
  append(group: string, stream: string, events: readonly LogLine[]): void;
}

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}
