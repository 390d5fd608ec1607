import { crc32 } from 'node:zlib';
import type { AwsError } from '#gateway/aws-error.ts';
import { cborTexts } from '#gateway/response/cbor.ts';
import type { GatewayResponse, Protocol } from '#gateway/service.ts';
import { writeXml, type XmlContent } from '#gateway/xml.ts';

/** What an error answers to. */
export interface ErrorContext {
  readonly protocol: Protocol;
  readonly signingName: string;
  readonly method: string;
  readonly requestId: string;
}

/** Writes an error as the protocol of the service writes it, so that every SDK reads its code and message. */
export function errorResponse(error: AwsError, context: ErrorContext): GatewayResponse {
  const response = inProtocol(error, context);
  return { ...response, headers: { ...response.headers, ...error.headers } };
}

function inProtocol(error: AwsError, context: ErrorContext): GatewayResponse {
  switch (context.protocol) {
    case 'json-1.0':
    case 'json-1.1':
      return jsonError(error, context, `application/x-amz-${context.protocol}`);
    case 'rest-json':
      return restJsonError(error, context);
    case 'rest-xml':
      return restXmlError(error, context);
    case 'query':
      return queryError(error, context);
    case 'rpc-v2-cbor':
      return cborError(error, context);
    default:
      return assertNever(context.protocol);
  }
}

/** SQS clients of the time before its JSON protocol know these names. */
const SQS_QUERY_CODES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
  QueueNameExists: 'QueueAlreadyExists',
};

function jsonError(error: AwsError, context: ErrorContext, contentType: string): GatewayResponse {
  const queryCode = SQS_QUERY_CODES[error.code] ?? error.code;
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = JSON.stringify({ __type: error.code, message: error.message, ...error.details });
  return {
    status: error.status,
    headers: {
      'content-type': contentType,
      'x-amzn-requestid': context.requestId,
      'x-amzn-errortype': error.code,
      ...(context.signingName === 'sqs' ? { 'x-amzn-query-error': `${queryCode};${fault}` } : {}),
      // Clients of DynamoDB check every answer against it.
      ...(context.signingName === 'dynamodb' ? { 'x-amz-crc32': String(crc32(body)) } : {}),
    },
    body,
  };
}

const restJsonError = (error: AwsError, context: ErrorContext): GatewayResponse => ({
  status: error.status,
  headers: {
    'content-type': 'application/json',
    'x-amzn-requestid': context.requestId,
    'x-amzn-errortype': error.code,
  },
  body: JSON.stringify({
    Type: error.status >= 500 ? 'Service' : 'User',
    Message: error.message,
    message: error.message,
    ...error.details,
  }),
});

/** Sixteen upper-case characters, as S3's are. */
export const shortRequestId = (id: string) => id.replaceAll('-', '').slice(0, 16).toUpperCase();

function restXmlError(error: AwsError, { method, requestId }: ErrorContext): GatewayResponse {
  const shortId = shortRequestId(requestId);
  const headers = { 'content-type': 'application/xml', 'x-amz-request-id': shortId, 'x-amz-id-2': requestId };
  if (method === 'HEAD' || error.status === 304) return { status: error.status, headers };
  const content = { Code: error.code, Message: error.message, ...texts(error.details) };
  return {
    status: error.status,
    headers,
    body: writeXml('Error', { ...content, RequestId: shortId, HostId: requestId }),
  };
}

const queryError = (error: AwsError, { requestId }: ErrorContext): GatewayResponse => ({
  status: error.status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body: writeXml('ErrorResponse', {
    Error: { Type: error.status >= 500 ? 'Receiver' : 'Sender', Code: error.code, Message: error.message },
    RequestId: requestId,
  }),
});

/** https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
const cborError = (error: AwsError, { requestId }: ErrorContext): GatewayResponse => ({
  status: error.status,
  headers: {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
    'x-amzn-errortype': error.code,
  },
  body: cborTexts({ __type: error.code, message: error.message }),
});

const texts = (details: Readonly<Record<string, unknown>>): Readonly<Record<string, XmlContent>> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
  );

function assertNever(protocol: never): never {
  throw new Error(`No such protocol: ${String(protocol)}`);
}
