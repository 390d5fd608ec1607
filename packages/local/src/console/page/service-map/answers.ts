/** How requests went. https://docs.aws.amazon.com/xray/latest/api/API_ServiceStatistics.html */
export interface Statistics {
  readonly OkCount: number;
  readonly ErrorStatistics: { readonly ThrottleCount: number; readonly OtherCount: number };
  readonly FaultStatistics: { readonly TotalCount: number };
  readonly TotalCount: number;
  /** Seconds. */
  readonly TotalResponseTime: number;
}

/** How often a request took how many seconds, the shortest first. */
export type Histogram = readonly { readonly Value: number; readonly Count: number }[];

/** A line of `GET service-map`. https://docs.aws.amazon.com/xray/latest/api/API_Service.html */
export interface Service {
  readonly ReferenceId: number;
  readonly Name?: string;
  readonly Names: readonly string[];
  readonly Type?: string;
  readonly SummaryStatistics?: Statistics;
  readonly ResponseTimeHistogram?: Histogram;
  readonly Edges: readonly {
    readonly ReferenceId: number;
    readonly SummaryStatistics: Statistics;
    readonly ResponseTimeHistogram: Histogram;
  }[];
}
