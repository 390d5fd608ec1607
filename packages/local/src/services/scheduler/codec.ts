import { text } from 'node:stream/consumers';
import { type JsonObject, memberOf } from '@safelight/asl/json';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { answerJson, parseJsonBody, unknownOperation } from '#gateway/dispatch/rest-json.ts';
import { decodePercent } from '#gateway/sigv4/encoding.ts';
import { invalid } from '#services/scheduler/errors.ts';

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  /** Members by their names in the query. */
  readonly query: Readonly<Record<string, string>>;
}

const SCHEDULE = /^\/schedules\/(?<Name>[^/]+)$/;
const GROUP = /^\/schedule-groups\/(?<Name>[^/]+)$/;
const TAGS = /^\/tags\/(?<ResourceArn>.+)$/;
const PAGED = { MaxResults: 'MaxResults', NextToken: 'NextToken', NamePrefix: 'NamePrefix' };
const IN_GROUP = { groupName: 'GroupName' };
const TOKEN = { clientToken: 'ClientToken' };

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html */
const ROUTES: readonly Route[] = [
  { operation: 'CreateSchedule', method: 'POST', path: SCHEDULE, query: {} },
  { operation: 'UpdateSchedule', method: 'PUT', path: SCHEDULE, query: {} },
  { operation: 'GetSchedule', method: 'GET', path: SCHEDULE, query: IN_GROUP },
  { operation: 'DeleteSchedule', method: 'DELETE', path: SCHEDULE, query: { ...IN_GROUP, ...TOKEN } },
  {
    ...{ operation: 'ListSchedules', method: 'GET', path: /^\/schedules\/?$/ },
    query: { ...PAGED, ScheduleGroup: 'GroupName', State: 'State' },
  },
  { operation: 'CreateScheduleGroup', method: 'POST', path: GROUP, query: {} },
  { operation: 'GetScheduleGroup', method: 'GET', path: GROUP, query: {} },
  { operation: 'DeleteScheduleGroup', method: 'DELETE', path: GROUP, query: TOKEN },
  { operation: 'ListScheduleGroups', method: 'GET', path: /^\/schedule-groups\/?$/, query: PAGED },
  { operation: 'TagResource', method: 'POST', path: TAGS, query: {} },
  { operation: 'UntagResource', method: 'DELETE', path: TAGS, query: { TagKeys: 'TagKeys' } },
  { operation: 'ListTagsForResource', method: 'GET', path: TAGS, query: {} },
];

/** Members that are in the query once for each of their values. */
const LISTS: readonly string[] = ['TagKeys'];

/** REST with JSON: method and path name the operation; members are in the path, in the query and in the body. */
export const schedulerCodec: Codec<JsonObject, object | undefined> = {
  protocol: 'rest-json',
  open({ method, rawPath, query, body }) {
    for (const route of ROUTES) {
      const match = method === route.method ? route.path.exec(rawPath) : null;
      if (!match) continue;
      const inPath = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodePercent(text) ?? text]);
      const asked = Object.entries(route.query).flatMap(([short, member]) => {
        const values = query.getAll(short);
        return values.length === 0 ? [] : [[member, LISTS.includes(member) ? values : (values[0] ?? '')] as const];
      });
      const named = Object.fromEntries([...asked, ...inPath]);
      return {
        operation: route.operation,
        input: async () => ({ ...parseJsonBody(await text(body), invalid), ...named }),
      };
    }
    throw unknownOperation(`${method} ${rawPath}`);
  },
  unknown: unknownOperation,
  member: memberOf,
  answer: answerJson,
};
