import type { Ids, Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { BudgetExceeded } from '@safelight/asl/language/budget';
import { AwsError } from '#gateway/aws-error.ts';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { invalidParameter } from '#services/logs/errors.ts';
import { groupArn, optionalNumber, optionalText, refuseOther, text } from '#services/logs/input.ts';
import { type Found, parseQuery } from '#services/logs/insights/query.ts';
import { rowOf } from '#services/logs/insights/row.ts';
import { pageOf } from '#services/logs/paging.ts';
import type { LogStore } from '#services/logs/store/log-store.ts';

interface QueryDependencies {
  readonly store: LogStore;
  readonly place: Place;
  readonly ids: Ids;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const STANDARD_RESULTS = 10_000;
const MOST_RESULTS = 100_000;

/** Results of one answer: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
const MOST_SHOWN = 10_000;
const MOST_KEPT = 100;

/** Logs Insights: a query is done when it has been started. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export function queryOperations({ store, place, ids }: QueryDependencies): Unlisted {
  const queries = new Map<string, Query>();
  return {
    StartQuery: {
      access: (input) =>
        groupsOf(input).map((name) => ({ action: 'logs:StartQuery', resource: `${groupArn(place, name)}:*` })),
      run(input) {
        refuseOther(input, 'queryLanguage', 'CWLI');
        const run = parseQuery(text(input, 'queryString'));
        const limit = bounded(input, 'limit', 1, MOST_RESULTS) ?? STANDARD_RESULTS;
        const [start, end] = [seconds(input, 'startTime'), seconds(input, 'endTime')];
        if (start > end) throw invalidParameter('startTime must not be after endTime.');
        const rows = groupsOf(input).flatMap((name) =>
          [...store.read(name, { start: start * 1000, end: (end + 1) * 1000 })].map((event) =>
            rowOf(event, `${place.accountId}:${name}`),
          ),
        );
        const found = untilTimeout(() => run({ rows: newestFirst(rows), shown: undefined, matched: rows.length }));
        const queryId = ids.uuid();
        queries.set(queryId, { ...found, rows: found.rows.slice(0, limit), scanned: scanned(rows) });
        for (const old of [...queries.keys()].slice(0, -MOST_KEPT)) queries.delete(old);
        return { queryId };
      },
    },
    GetQueryResults: {
      access: () => [{ action: 'logs:GetQueryResults', resource: '*' }],
      run(input) {
        const queryId = text(input, 'queryId');
        const found = queries.get(queryId);
        if (!found) throw new AwsError('ResourceNotFoundException', `The specified query ${queryId} does not exist.`);
        const { items, nextToken } = pageOf(found.rows, input, { most: MOST_SHOWN, member: 'maxItems' });
        const results = shownRows({ ...found, rows: items });
        const statistics = { recordsMatched: found.matched, ...found.scanned };
        const further = nextToken !== undefined && { nextToken };
        return { status: found.status, results, statistics, queryLanguage: 'CWLI', ...further };
      },
    },
  };
}

interface Query extends Ended {
  readonly scanned: Scanned;
}

interface Ended extends Found {
  readonly status: 'Complete' | 'Timeout';
}

/** One whose regular expressions take too long has found nothing. */
function untilTimeout(run: () => Found): Ended {
  try {
    return { ...run(), status: 'Complete' };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { rows: [], shown: undefined, matched: 0, status: 'Timeout' };
  }
}

interface Scanned {
  readonly recordsScanned: number;
  readonly bytesScanned: number;
}

const scanned = (rows: Found['rows']): Scanned => ({
  recordsScanned: rows.length,
  bytesScanned: rows.reduce((total, row) => total + Buffer.byteLength(String(row.get('@message'))), 0),
});

function bounded(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = optionalNumber(input, member);
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw invalidParameter(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

const newestFirst = (rows: Found['rows']) =>
  rows.toSorted((a, b) => (String(a.get('@timestamp')) < String(b.get('@timestamp')) ? 1 : -1));

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
