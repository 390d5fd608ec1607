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
];

/** REST with JSON: method and path name the operation; members are in the path, in the query and in the body. */
export const schedulerCodec: Codec<JsonObject, object | undefined> = {
  protocol: 'rest-json',
  open({ method, rawPath, query, body }) {
    for (const route of ROUTES) {
      const match = method === route.method ? route.path.exec(rawPath) : null;
      if (!match) continue;
      const name = match.groups?.Name;
      const asked = Object.entries(route.query).flatMap(([short, member]) => {
        const value = query.get(short);
        return value === null ? [] : [[member, value] as const];
      });
      const named = { ...Object.fromEntries(asked), ...(name !== undefined && { Name: decodePercent(name) ?? name }) };
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
