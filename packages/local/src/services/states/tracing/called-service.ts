import { StatesError } from '@safelight/asl/error';
import { isJsonObject } from '@safelight/asl/json';
import type { TaskCall, TaskResource } from '@safelight/asl/ports';

/** Services as the SDK's clients are named, and so X-Ray's subsegments of their calls. */
const NAMES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  events: 'EventBridge',
  eventbridge: 'EventBridge',
  lambda: 'Lambda',
  s3: 'S3',
  sfn: 'SFN',
  sns: 'SNS',
  sqs: 'SQS',
  states: 'SFN',
};

/** Parameters that say what a call is about, and the members of `aws` that have them. */
const RESOURCES: Readonly<Record<string, string>> = {
  TableName: 'table_name',
  Bucket: 'bucket_name',
  QueueUrl: 'queue_url',
  TopicArn: 'topic_arn',
  FunctionName: 'function_name',
  StateMachineArn: 'state_machine_arn',
};

/** A call of a Task state, as its subsegment names it. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws */
export function calledService({ resource, parameters }: TaskCall) {
  const [service, action] = serviceOf(resource);
  const given = isJsonObject(parameters) ? parameters : {};
  const named = Object.entries(RESOURCES).flatMap(([parameter, member]) =>
    typeof given[parameter] === 'string' ? [[member, given[parameter]]] : [],
  );
  return {
    name: (Object.hasOwn(NAMES, service) ? NAMES[service] : undefined) ?? service.toUpperCase(),
    aws: { operation: `${action.charAt(0).toUpperCase()}${action.slice(1)}`, ...Object.fromEntries(named) },
  };
}

function serviceOf(resource: TaskResource): readonly [service: string, action: string] {
  if (resource.kind !== 'integration') return ['lambda', 'invoke'];
  return [resource.service.replace('aws-sdk:', ''), resource.action];
}

const THROTTLED = /Throttl|TooManyRequests|LimitExceeded/;
/** What a service cannot help, or a function or job did: all else is the caller's. */
const FAULTY = /TaskFailed|ServiceUnavailable|InternalServer|InternalError|ServiceException|SdkClient|Timeout|Timedout/;

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-errors */
export function failedCall(error: unknown, { resource }: TaskCall, id: string): object {
  const { error: name = 'Error', cause } =
    error instanceof StatesError ? error : { error: 'Error', cause: String(error) };
  const exception = { id, type: name, message: String(cause ?? '').slice(0, 1000), remote: true };
  const flags = THROTTLED.test(name)
    ? { error: true, throttle: true }
    : serviceOf(resource)[0] === 'lambda' || FAULTY.test(name)
      ? { fault: true }
      : { error: true };
  return { ...flags, cause: { exceptions: [exception] } };
}
