import { text } from 'node:stream/consumers';
import { type JsonObject, memberOf } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { parseQueryInput } from '#gateway/dispatch/query-input.ts';
import { tagKeys } from '#gateway/dispatch/request-tags.ts';
import type { GatewayRequest } from '#gateway/service.ts';
import { writeXml, type XmlContent } from '#gateway/xml.ts';

/**
 * The AWS query protocol: a form whose `Action` names the operation, answered in XML. In an output, an array is a list, a
 * `Map` a map, and anything else a structure. The namespace is such as `https://sns.amazonaws.com/doc/2010-03-31/`.
 */
export const queryCodec = (namespace: string): Codec<JsonObject, object | undefined> => ({
  protocol: 'query',
  async open(request) {
    const { Action: name = '', Version: _version, ...input } = parseQueryInput(await readForm(request));
    if (typeof name !== 'string') throw unknown('');
    return { operation: name, input: () => input };
  },
  unknown,
  member: memberOf,
  conditionKeys: tagKeys,
  answer(output, request, operation) {
    const result = output === undefined ? {} : { [`${operation}Result`]: queryXml(output) };
    const content = { ...result, ResponseMetadata: { RequestId: request.id } };
    return {
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': request.id },
      body: writeXml(`${operation}Response`, content, namespace),
    };
  },
});

/** The form of a request, which a GET has in its query. */
export const readForm = async ({ method, query, body }: GatewayRequest): Promise<URLSearchParams> =>
  new URLSearchParams(method === 'GET' ? query : await text(body));

const unknown = (name: string) => new AwsError('InvalidAction', `The action ${name} is not supported here.`);

function queryXml(value: unknown): XmlContent {
  if (value instanceof Map) return { entry: [...value].map(([key, item]) => ({ key, value: queryXml(item) })) };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return { member: value.map(queryXml) };
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, queryXml(item)]));
  }
  return value === undefined || value === null ? undefined : String(value);
}
