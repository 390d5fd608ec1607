import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { readForm } from '#gateway/dispatch/query-codec.ts';
import { parseQueryInput } from '#gateway/dispatch/query-input.ts';
import { tagKeys } from '#gateway/dispatch/request-tags.ts';
import type { GatewayRequest, GatewayResponse } from '#gateway/service.ts';
import { writeXml, type XmlContent, type XmlElements } from '#gateway/xml.ts';

const NAMESPACE = 'http://queue.amazonaws.com/doc/2012-11-05/';

/** Members of the query protocol under their names in the JSON protocol. */
const listNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AttributeName: 'AttributeNames',
    MessageAttributeName: 'MessageAttributeNames',
    MessageSystemAttributeName: 'MessageSystemAttributeNames',
    SendMessageBatchRequestEntry: 'Entries',
    DeleteMessageBatchRequestEntry: 'Entries',
    ChangeMessageVisibilityBatchRequestEntry: 'Entries',
    TagKey: 'TagKeys',
  }),
);

const mapNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Attribute: 'Attributes',
    MessageAttribute: 'MessageAttributes',
    MessageSystemAttribute: 'MessageSystemAttributes',
  }),
);

/** The form that clients send which are older than the JSON protocol, such as version 2 of the AWS CLI in Debian 12. */
export const olderCodec: Codec<JsonObject, object | undefined> = {
  protocol: 'query',
  async open(request) {
    const { Action: action, Version: _, ...members } = parseQueryInput(await readForm(request));
    const operation = String(action ?? '');
    const fromPath = request.rawPath === '/' ? {} : { QueueUrl: request.rawPath };
    const tags = operation === 'CreateQueue' ? 'tags' : 'Tags';
    return { operation, input: () => ({ ...fromPath, ...translate(members, tags) }) };
  },
  unknown: (name) => new AwsError('InvalidAction', `The action ${name} is not supported here.`),
  conditionKeys: tagKeys,
  answer(output = {}, request, operation) {
    const members = Object.entries(output).filter(([, value]) => value !== undefined);
    const result = members.length > 0 ? { [`${operation}Result`]: elements(members, operation) } : {};
    return xml(request, 200, `${operation}Response`, { ...result, ResponseMetadata: { RequestId: request.id } });
  },
  // The gateway would answer in JSON, which these clients do not read.
  refusal({ code, message, status }, request) {
    const error = { Type: status < 500 ? 'Sender' : 'Receiver', Code: oldCodes[code] ?? code, Message: message };
    return xml(request, status, 'ErrorResponse', { Error: error, RequestId: request.id });
  },
};

function translate(members: JsonObject, tags: string): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      if (name === 'Tag') return [tags, pairs(value, 'Key')];
      const map = mapNames.get(name);
      if (map !== undefined) return [map, pairs(value, 'Name')];
      const list = listNames.get(name);
      if (list === undefined) return [name, value];
      const items = Array.isArray(value) ? value : [value];
      return [list, items.map((item) => (isJsonObject(item) ? translate(item, tags) : item))];
    }),
  );
}

const pairs = (list: Json, key: string): JsonObject =>
  Object.fromEntries(
    (Array.isArray(list) ? list : [list]).filter(isJsonObject).map((pair) => [String(pair[key]), pair.Value ?? '']),
  );

/** Codes that are other in the query protocol. */
const oldCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueNameExists: 'QueueAlreadyExists',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
};

const xml = (request: GatewayRequest, status: number, root: string, content: XmlContent): GatewayResponse => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': request.id },
  body: writeXml(root, content, NAMESPACE),
});

const elements = (members: readonly (readonly [string, unknown])[], operation: string): XmlElements =>
  Object.fromEntries(members.map(([name, value]) => element(name, value, operation)));

/** Lists are flat, and have the name of their elements; maps are lists of names and values. */
function element(name: string, value: unknown, operation: string): [string, XmlContent] {
  switch (name) {
    case 'QueueUrls':
    case 'queueUrls':
      return ['QueueUrl', contents(value, operation)];
    case 'Messages':
      return ['Message', contents(value, operation)];
    case 'Attributes':
      return ['Attribute', entries(value, 'Name', operation)];
    case 'MessageAttributes':
      return ['MessageAttribute', entries(value, 'Name', operation)];
    case 'Tags':
      return ['Tag', entries(value, 'Key', operation)];
    case 'Successful':
      return [`${operation}ResultEntry`, contents(value, operation)];
    case 'Failed':
      return ['BatchResultErrorEntry', contents(value, operation)];
    default:
      return [name, content(value, operation)];
  }
}

const contents = (list: unknown, operation: string): XmlContent =>
  Array.isArray(list) ? list.map((item) => content(item, operation)) : [];

const entries = (map: unknown, key: string, operation: string): XmlContent =>
  typeof map === 'object' && map !== null
    ? Object.entries(map).map(([name, value]) => ({ [key]: name, Value: content(value, operation) }))
    : [];

function content(value: unknown, operation: string): XmlContent {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object') return String(value);
  return elements(Object.entries(value), operation);
}
