import { prices } from '#local/usage/bill/prices.ts';
import type { UseKind } from '#local/usage/kinds.ts';

/** Price of one unit of a kind of use. */
export interface Rate {
  /** As the bill names it. */
  readonly service: string;
  readonly what: string;
  /** As the bill counts it. */
  readonly unit: string;
  /** Metered uses in one such unit. */
  readonly usesPerUnit: number;
  /** US dollars for one such unit. */
  readonly dollars: number;
  /** Units that are free each month, for good. */
  readonly freeUnits: number;
}

const GB_SECOND_MB_MS = 1024 * 1000;
/** A step of 100 ms with one chunk of 64 MB. */
const STEPS_IN_GB_HOUR = (3600 * 1000 * 1024) / (100 * 64);
const value = (name: keyof typeof prices): number => prices[name].value;

/** Rates of all that is billed; what is metered and not billed stands in no line. Prices are those of prices.ts beside this file. */
export const RATES = {
  'states.transition': rate('Step Functions', 'state transitions', 'transition', 1, value('price.transition') / 1e3, {
    free: value('price.transition.free'),
  }),
  'states.express.request': rate(
    'Step Functions',
    'Express requests',
    'request',
    1,
    value('price.express.request') / 1e6,
  ),
  'states.express.step': rate(
    ...(['Step Functions', 'Express duration', 'GB-hour', STEPS_IN_GB_HOUR, value('price.express.gb-hour')] as const),
  ),
  'lambda.request': rate('Lambda', 'invocations', 'invocation', 1, value('price.lambda.request') / 1e6, {
    free: value('price.lambda.request.free'),
  }),
  'lambda.arm64.mb-ms': rate(
    'Lambda',
    'duration, arm64',
    'GB-second',
    GB_SECOND_MB_MS,
    value('price.lambda.gb-second.arm'),
    {
      free: value('price.lambda.gb-second.free'),
    },
  ),
  'lambda.x86_64.mb-ms': rate(
    'Lambda',
    'duration, x86_64',
    'GB-second',
    GB_SECOND_MB_MS,
    value('price.lambda.gb-second'),
    {
      // Of both architectures together; a stage has one of them.
      free: value('price.lambda.gb-second.free'),
    },
  ),
  's3.put': rate('S3', 'PUT, COPY, POST, LIST', 'request', 1, value('price.s3.put') / 1e3),
  's3.get': rate('S3', 'GET and others', 'request', 1, value('price.s3.get') / 1e3),
  'dynamodb.write-unit': rate('DynamoDB', 'write request units', 'unit', 1, value('price.dynamodb.write') / 1e6),
  'dynamodb.read-unit': rate('DynamoDB', 'read request units', 'unit', 1, value('price.dynamodb.read') / 1e6),
  'sqs.chunk': rate('SQS', 'requests', 'request', 1, value('price.sqs') / 1e6, { free: value('price.sqs.free') }),
  'sqs.fifo-chunk': rate('SQS', 'requests, FIFO', 'request', 1, value('price.sqs.fifo') / 1e6),
  'sns.chunk': rate('SNS', 'requests', 'request', 1, value('price.sns') / 1e6, { free: value('price.sns.free') }),
  'events.chunk': rate('EventBridge', 'events', 'event', 1, value('price.events') / 1e6),
  'events.data-chunk': rate('EventBridge', 'data events of S3', 'event', 1, value('price.events.data') / 1e6),
  'scheduler.invocation': rate(
    ...(['EventBridge', 'invocations by schedules', 'invocation', 1, value('price.scheduler') / 1e6] as const),
    { free: value('price.scheduler.free') },
  ),
  'logs.byte': rate('CloudWatch Logs', 'written', 'GB', 1e9, value('price.logs'), { free: value('price.logs.free') }),
  'xray.recorded': rate('X-Ray', 'traces recorded', 'trace', 1, value('price.xray.recorded') / 1e6, {
    free: value('price.xray.recorded.free'),
  }),
  'xray.retrieved': rate('X-Ray', 'traces retrieved, scanned', 'trace', 1, value('price.xray.retrieved') / 1e6, {
    free: value('price.xray.retrieved.free'),
  }),
  'kms.request': rate('KMS', 'requests', 'request', 1, value('price.kms') / 1e4, { free: value('price.kms.free') }),
} as const satisfies Readonly<Partial<Record<UseKind, Rate>>>;

export type BilledKind = keyof typeof RATES;
export type Rates = Readonly<Record<BilledKind, Rate>>;

export const BILLED = Object.keys(RATES).filter((kind): kind is BilledKind => kind in RATES);

function rate(
  service: string,
  what: string,
  unit: string,
  usesPerUnit: number,
  dollars: number,
  { free = 0 } = {},
): Rate {
  return { service, what, unit, usesPerUnit, dollars, freeUnits: free };
}
