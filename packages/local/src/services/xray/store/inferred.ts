import type { Subsegment } from '#services/xray/documents/document.ts';

/** A service that answers for itself in no segment of its own: X-Ray infers it from its caller's. */
export interface InferredService {
  readonly name: string;
  readonly origin: string;
}

interface ResourceKind {
  readonly origin: string;
  /** Where the call names the resource. */
  readonly member: string;
}

/**
 * What a call of a service shows as, by the name of its subsegment.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws
 */
const KINDS: Readonly<Record<string, ResourceKind>> = {
  DynamoDB: { origin: 'AWS::DynamoDB::Table', member: 'table_name' },
  S3: { origin: 'AWS::S3::Bucket', member: 'bucket_name' },
  SQS: { origin: 'AWS::SQS::Queue', member: 'queue_url' },
  SNS: { origin: 'AWS::SNS::Topic', member: 'topic_arn' },
  Lambda: { origin: 'AWS::Lambda::Function', member: 'function_name' },
  Events: { origin: 'AWS::Events::EventBus', member: 'event_bus_name' },
  STEPFUNCTIONS: { origin: 'AWS::StepFunctions::StateMachine', member: 'state_machine_arn' },
};

/** Undefined for work of the segment's own. */
export function inferredService({
  name,
  namespace,
  aws = {},
}: Subsegment & { readonly namespace?: string | undefined }): InferredService | undefined {
  if (namespace === 'remote') return { name, origin: 'remote' };
  if (namespace !== 'aws') return undefined;
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind === undefined) return { name, origin: `AWS::${name}` };
  const resource = aws[kind.member];
  return { name: typeof resource === 'string' ? resource : name, origin: kind.origin };
}
