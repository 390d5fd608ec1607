/** Where the lines of functions go: CloudWatch Logs, wired by the system. */
export interface LogSink {
  append(group: string, stream: string, events: readonly LogLine[]): void;
}

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** A sink that can be closed: what processes still say while they are ended comes too late to be kept. */
export function closableSink(sink: LogSink): LogSink & { close(): void } {
  let isOpen = true;
  return {
    append(group, stream, events) {
      if (isOpen) sink.append(group, stream, events);
    },
    close() {
      isOpen = false;
    },
  };
}
