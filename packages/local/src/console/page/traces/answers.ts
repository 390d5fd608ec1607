/** Part of a trace: a segment or subsegment, as X-Ray keeps it. Times are seconds since the epoch. */
export interface TracePart {
  readonly id: string;
  readonly name: string;
  readonly start_time: number;
  readonly end_time?: number;
  readonly in_progress?: boolean;
  readonly fault?: boolean;
  readonly error?: boolean;
  readonly throttle?: boolean;
  readonly namespace?: string;
  readonly cause?: string | { readonly exceptions?: readonly { readonly type?: string; readonly message?: string }[] };
  readonly http?: object;
  readonly aws?: object & { readonly execution_arn?: string; readonly operation?: string };
  readonly annotations?: object;
  readonly metadata?: object;
  readonly links?: readonly { readonly trace_id?: string }[];
  readonly subsegments?: readonly TracePart[];
}

export interface TraceSegment extends TracePart {
  readonly parent_id?: string;
  readonly origin?: string;
  readonly resource_arn?: string;
  /** Whether X-Ray has concluded it from the call of another. */
  readonly inferred?: boolean;
}

/** Answer of `GET trace`; null where it is not there. */
export interface TraceAnswer {
  readonly Id: string;
  /** Seconds. */
  readonly Duration: number;
  readonly Segments: readonly TraceSegment[];
}

/** Answer of `GET traces`: what is wrong with the filter expression, where something is. */
export interface TracesAnswer {
  readonly traces: readonly TraceSummary[];
  readonly problem?: string;
}

/** A line of `GET traces`. https://docs.aws.amazon.com/xray/latest/api/API_TraceSummary.html */
export interface TraceSummary {
  readonly Id: string;
  readonly StartTime: number;
  readonly Duration: number;
  readonly HasFault: boolean;
  readonly HasError: boolean;
  readonly HasThrottle: boolean;
  readonly IsPartial: boolean;
  readonly EntryPoint?: { readonly Name: string; readonly Type?: string };
  readonly ServiceIds: readonly { readonly Name: string; readonly Type?: string }[];
  readonly FaultRootCauses: readonly { readonly Services: readonly { readonly Name: string }[] }[];
}
