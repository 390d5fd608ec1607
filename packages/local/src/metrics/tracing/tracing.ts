/** What sampling rules are asked about. */
export interface TracedService {
  readonly serviceName: string;
  /** Such as `AWS::StepFunctions::StateMachine`. */
  readonly serviceType: string;
  readonly resourceArn: string;
}

/** In whose name segments are sent. */
export interface SegmentSender {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Of a function's own role. */
  readonly functionArn?: string;
}

/** How services are traced. */
export interface Tracing {
  /** Whether a request is recorded of which nobody has decided before: the sampling rules say. */
  samples(request: TracedService): boolean;
  /** Sends documents, as JSON texts, where the sender's role allows it: otherwise they are lost, and a line says why. */
  send(sender: SegmentSender, documents: readonly string[]): void;
}

/** For those whom nobody traces. */
export const untraced: Tracing = {
  samples: () => false,
  send: () => {},
};
