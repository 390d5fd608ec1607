import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { invalidParameter } from '#services/logs/errors.ts';
import { groupArn, optionalNumber, optionalText, refuseOther, text } from '#services/logs/input.ts';
import { type Found, parseQuery } from '#services/logs/insights/query.ts';
import { QueryRuns } from '#services/logs/insights/query-runs.ts';
import { runQuery } from '#services/logs/insights/run-query.ts';
import { pageOf } from '#services/logs/paging.ts';
import type { LogStore } from '#services/logs/store/log-store.ts';

interface QueryDependencies {
  readonly store: LogStore;
  readonly place: Place;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const STANDARD_RESULTS = 10_000;
const MOST_RESULTS = 100_000;

/** Results of one answer: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
const MOST_SHOWN = 10_000;

/** Logs Insights: a query goes on after its answer, one after the other. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export function queryOperations({ store, place, ids, clock }: QueryDependencies): Unlisted {
  const queries = new QueryRuns({ ids, clock });
  return {
    StartQuery: {
      access: (input) =>
        groupsOf(input).map((name) => ({ action: 'logs:StartQuery', resource: `${groupArn(place, name)}:*` })),
      run(input) {
        refuseOther(input, 'queryLanguage', 'CWLI');
        const command = parseQuery(text(input, 'queryString'));
        const limit = bounded(input, 'limit', 1, MOST_RESULTS) ?? STANDARD_RESULTS;
        const [start, end] = [seconds(input, 'startTime'), seconds(input, 'endTime')];
        if (start > end) throw invalidParameter('startTime must not be after endTime.');
        const groups = groupsOf(input).map((name) => ({
          log: `${place.accountId}:${name}`,
          pages: store.pagesBack(name, { start: start * 1000, end: (end + 1) * 1000 }),
        }));
        return { queryId: queries.start(runQuery(command, groups, limit)) };
      },
    },
    GetQueryResults: {
      access: () => [{ action: 'logs:GetQueryResults', resource: '*' }],
      run(input) {
        const { status, found } = queries.get(text(input, 'queryId'));
        const { items, nextToken } = pageOf(found.rows, input, { most: MOST_SHOWN, member: 'maxItems' });
        const results = shownRows({ ...found, rows: items });
        const { matched: recordsMatched, recordsScanned, bytesScanned } = found;
        const further = nextToken !== undefined && { nextToken };
        const statistics = { recordsMatched, recordsScanned, bytesScanned };
        return { status, results, statistics, queryLanguage: 'CWLI', ...further };
      },
    },
  };
}

function bounded(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = optionalNumber(input, member);
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw invalidParameter(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

/** Each row ends with the pointer to its event, where it is of one. */
const shownRows = ({ rows, shown = ['@timestamp', '@message'] }: Found) =>
  rows.map((row) =>
    [...shown, '@ptr'].flatMap((field) => {
      const value = row.get(field);
      return value === undefined ? [] : [{ field, value: String(value) }];
    }),
  );

function groupsOf(input: JsonObject): readonly string[] {
  const { logGroupNames, logGroupIdentifiers } = input;
  const many = Array.isArray(logGroupNames) ? logGroupNames : logGroupIdentifiers;
  const one = optionalText(input, 'logGroupName');
  const names = one === undefined && Array.isArray(many) ? many.map(String) : [one ?? ''];
  if (names.includes('')) throw invalidParameter('A query needs a log group.');
  return names.map((name) => (name.startsWith('arn:') ? name.split(':').slice(6).join(':').replace(/:\*$/, '') : name));
}

function seconds(input: JsonObject, member: 'startTime' | 'endTime'): number {
  const value = optionalNumber(input, member);
  if (value === undefined) throw invalidParameter(`The member ${member} is missing.`);
  return value;
}
