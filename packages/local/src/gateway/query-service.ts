import { text } from 'node:stream/consumers';
import { AwsError } from '#gateway/aws-error.ts';
import { authorizeAll, type JsonOperation } from '#gateway/json-service.ts';
import { parseQueryInput } from '#gateway/query-input.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import { writeXml, type XmlContent } from '#gateway/xml.ts';

/** As for the JSON protocol; in an output, an array is a list, a `Map` a map, and anything else a structure. */
export type QueryOperation = JsonOperation;

interface QueryServiceOptions {
  readonly signingName: string;
  /** Such as `https://sns.amazonaws.com/doc/2010-03-31/`. */
  readonly namespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
  readonly authorize: Authorize;
}

/** A service of the AWS query protocol: a form whose `Action` names the operation, answered in XML. */
export function queryService({ signingName, namespace, operations, authorize }: QueryServiceOptions): Service {
  return {
    signingName,
    protocol: 'query',
    async handle(request) {
      const form = new URLSearchParams(request.method === 'GET' ? request.query : await text(request.body));
      const { Action: name = '', Version: _version, ...input } = parseQueryInput(form);
      const operation = typeof name === 'string' && Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw new AwsError('InvalidAction', `The action ${name} is not supported here.`);
      const context = { requestId: request.id, principal: request.principal, endpoint: request.endpoint };
      authorizeAll({ authorize, request, input }, operation.access(input, context));
      const output = await operation.run(input, context);
      const result = output === undefined ? {} : { [`${name}Result`]: queryXml(output) };
      const content = { ...result, ResponseMetadata: { RequestId: request.id } };
      return {
        status: 200,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': request.id },
        body: writeXml(`${name}Response`, content, namespace),
      };
    },
  };
}

function queryXml(value: unknown): XmlContent {
  if (value instanceof Map) return { entry: [...value].map(([key, item]) => ({ key, value: queryXml(item) })) };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return { member: value.map(queryXml) };
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, queryXml(item)]));
  }
  return value === undefined || value === null ? undefined : String(value);
}
