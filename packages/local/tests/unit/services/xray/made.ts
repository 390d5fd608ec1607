import type { TraceDocument } from '#services/xray/documents/document.ts';

export const TRACE = '1-5759e988-bd862e3fe1be46a994272793';

/** An id of 16 digits that ends in `n`. */
export const id = (n: number): string => n.toString(16).padStart(16, '0');

/** A segment of one second, with what is different. */
export const segment = (n: number, more: Readonly<Record<string, unknown>> = {}) => ({
  id: id(n),
  trace_id: TRACE,
  name: `service-${n}`,
  start_time: 1000,
  end_time: 1001,
  ...more,
});

export const texts = (...documents: readonly object[]): string[] => documents.map((one) => JSON.stringify(one));

/** A workflow that calls a function, which fails at a table. */
export const photo: readonly (Partial<TraceDocument> & { readonly id: string })[] = [
  segment(1, {
    name: 'lab',
    origin: 'AWS::StepFunctions::StateMachine',
    resource_arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:lab',
    end_time: 1004,
    error: true,
    http: { request: { url: 'http://lab/v2/photos', method: 'PUT' }, response: { status: 404 } },
    annotations: { account: '12345', size: 7, large: true },
    user: 'ada',
  }),
  segment(2, { type: 'subsegment', parent_id: id(1), name: 'Lambda', namespace: 'aws', fault: true, end_time: 1003 }),
  segment(3, {
    parent_id: id(2),
    name: 'resize',
    origin: 'AWS::Lambda::Function',
    fault: true,
    end_time: 1003,
    subsegments: [
      {
        ...{ id: id(4), name: 'DynamoDB', namespace: 'aws', start_time: 1001, end_time: 1002 },
        ...{ fault: true, throttle: true, aws: { operation: 'PutItem', table_name: 'images' } },
        cause: { exceptions: [{ type: 'ThrottlingException', message: 'Too fast' }] },
      },
    ],
  }),
];
