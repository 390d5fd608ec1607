import type { TraceDocument } from '#services/xray/documents/document.ts';

/** When a clock that stands begins, in seconds since the epoch. */
export const BEGUN = Date.UTC(2026, 0, 15, 12) / 1000;

/** @param n what tells it from others that began then */
export const traceId = (n: number, begun = BEGUN): string =>
  `1-${Math.floor(begun).toString(16)}-${n.toString(16).padStart(24, '0')}`;

export const TRACE = traceId(1);

/** An id of 16 digits that ends in `n`. */
export const id = (n: number): string => n.toString(16).padStart(16, '0');

/** A segment of one second, with what is different. */
export const segment = (n: number, more: Readonly<Record<string, unknown>> = {}) => ({
  id: id(n),
  trace_id: TRACE,
  name: `service-${n}`,
  start_time: BEGUN,
  end_time: BEGUN + 1,
  ...more,
});

export const texts = (...documents: readonly object[]): string[] => documents.map((one) => JSON.stringify(one));

/** A workflow of four seconds that calls a function, which fails at a table. */
export const photoAt = (
  begun: number,
  of = { trace_id: traceId(1, begun), start_time: begun },
): readonly (Partial<TraceDocument> & { readonly id: string })[] => [
  segment(1, {
    ...of,
    name: 'lab',
    origin: 'AWS::StepFunctions::StateMachine',
    resource_arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:lab',
    end_time: begun + 4,
    error: true,
    http: { request: { url: 'http://lab/v2/photos', method: 'PUT' }, response: { status: 404 } },
    annotations: { account: '12345', size: 7, large: true },
    user: 'ada',
  }),
  segment(2, {
    ...of,
    type: 'subsegment',
    parent_id: id(1),
    name: 'Lambda',
    namespace: 'aws',
    fault: true,
    end_time: begun + 3,
  }),
  segment(3, {
    ...of,
    parent_id: id(2),
    name: 'resize',
    origin: 'AWS::Lambda::Function',
    fault: true,
    end_time: begun + 3,
    subsegments: [
      {
        ...{ id: id(4), name: 'DynamoDB', namespace: 'aws', start_time: begun + 1, end_time: begun + 2 },
        ...{ fault: true, throttle: true, aws: { operation: 'PutItem', table_name: 'images' } },
        cause: { exceptions: [{ type: 'ThrottlingException', message: 'Too fast' }] },
      },
    ],
  }),
];

export const photo = photoAt(BEGUN);
