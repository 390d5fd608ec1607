import { CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogsService, type LogsService } from '#services/logs/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';

const lines = [
  { level: 'ERROR', function_name: 'resize', message: 'too large', code: 5 },
  { level: 'INFO', function_name: 'resize', message: 'begun', details: { name: 'x' } },
  { level: 'ERROR', function_name: 'resize', message: 'too large', code: 7 },
  { level: 'ERROR', function_name: 'enhance', message: 'no "photo"', code: 12 },
].map((line) => JSON.stringify(line));
const report =
  'REPORT RequestId: 1-2\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t';

const clock = new ManualClock();
let host: GatewayHost;
let logs: LogsService;

beforeAll(async () => {
  host = await hostGateway((deps) => {
    logs = createLogsService({ ...deps, clock });
    return [logs.service];
  });
  logs.append(
    'g',
    's',
    [...lines, report].map((message, at) => ({ timestamp: clock.now() + at * 1000, message })),
  );
});

afterAll(() => host.close());

/** Asks until the query has ended, as every client of Insights does. */
async function ended<T extends { readonly status?: string | undefined }>(results: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await results();
    if (answer.status !== 'Scheduled' && answer.status !== 'Running') return answer;
  }
}

async function ask(queryString: string, logGroupName = 'g') {
  const client = new CloudWatchLogsClient({ ...host.config(), maxAttempts: 1 });
  const times = { startTime: 0, endTime: 4_000_000_000 };
  const { queryId } = await client.send(new StartQueryCommand({ logGroupName, queryString, ...times }));
  const { status, results = [] } = await ended(() => client.send(new GetQueryResultsCommand({ queryId })));
  expect(status).toBe('Complete');
  return results.map((row) =>
    row
      .filter(({ field }) => field !== '@ptr')
      .map(({ field, value }) => `${field}=${value}`)
      .join(' '),
  );
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
describe('Logs Insights', () => {
  it.each<[string, readonly string[]]>([
    [
      'filter level = "ERROR" | stats count(*) as times by function_name, message | sort times desc',
      ['function_name=resize message=too large times=2', 'function_name=enhance message=no "photo" times=1'],
    ],
    ['fields code | filter code > 6 | sort code asc', ['code=7', 'code=12']],
    ['fields code | sort code desc | limit 1', ['code=12']],
    ['filter message like /large/ and not code = 5 | fields code', ['code=7']],
    [
      'filter function_name in ["enhance", "none"] or details.name = "x" | fields level | sort level asc',
      ['level=ERROR', 'level=INFO'],
    ],
    ['filter ispresent(details.name) | fields coalesce(none, details.name) as name', ['name=x']],
    [
      'filter @type = "REPORT" | stats max(@duration) as slowest, max(@maxMemoryUsed / 1000 / 1000) as megabytes by @log',
      ['@log=000000000000:g slowest=12.5 megabytes=64'],
    ],
    // Commands: several fields add up, display has the last word, dedup keeps the first of each.
    ['fields level | fields code | filter code = 5', ['level=ERROR code=5']],
    ['fields level, code | display code | filter code = 5', ['code=5']],
    ['fields level | sort @timestamp asc | dedup function_name | limit 1', ['level=ERROR']],
    [
      'filter ispresent(level) | fields function_name | dedup function_name',
      ['function_name=enhance', 'function_name=resize'],
    ],
    ['filter level = "INFO" | fields none | dedup none', ['']],
    // parse, by text and by expression.
    [
      'parse "RequestId: *\tDuration: * ms" as id, ms | filter ispresent(id) | fields id, ms * 2 as twice',
      ['id=1-2 twice=25'],
    ],
    ['filter code = 5 | parse message "t** l*e" as a, b, c | display a, b, c', ['a= b=oo c=arg']],
    ['filter code = 5 | parse message "o*" as a | parse message "*x" as b | display a, b', ['a=o large']],
    ['parse @message /Size: (?<size>\\d+) MB/ | filter size > 100 | display size', ['size=128']],
    [
      'parse message /(\\w+) (?:large|"photo")/ as word | filter ispresent(word) | stats count(*) as n by word | sort n desc',
      ['word=too n=2', 'word=no n=1'],
    ],
    // Matching.
    ['filter message =~ /(?i)TOO\\s+L/ | stats count() as n', ['n=2']],
    [
      'filter message not like "large" and ispresent(message) | fields message | sort message asc',
      ['message=begun', 'message=no "photo"'],
    ],
    ['filter level not in ["INFO"] and code in [5, 12] | fields code | sort code asc', ['code=5', 'code=12']],
    ['filter (code - 1) * 2 ^ 2 % 5 >= 1 and code / 2 < 3 | fields code', ['code=5']],
    // Statistics.
    [
      'stats sum(code), avg(code), min(code), max(code), stddev(code)',
      ['sum(code)=24 avg(code)=8 min(code)=5 max(code)=12 stddev(code)=2.943920288775949'],
    ],
    [
      'stats pct(code, 50) as p50, pct(code, 99) as p99, count_distinct(message) as kinds, count(code) as n',
      ['p50=7 p99=12 kinds=3 n=3'],
    ],
    [
      'stats earliest(code) as first, latest(code) as last, sortsFirst(function_name) as a, sortsLast(function_name) as z',
      ['first=5 last=12 a=enhance z=resize'],
    ],
    ['stats max(code) - min(code) as spread, count(*) / 5 as part', ['spread=7 part=1']],
    [
      'filter code > 0 | stats count(*) by bin(2s) | sort bin(2s) asc',
      ['bin(2s)=2026-01-15 12:00:00.000 count(*)=1', 'bin(2s)=2026-01-15 12:00:02.000 count(*)=2'],
    ],
    ['stats count(*) as n by function_name | filter n > 1 | stats sum(n) as total', ['total=3']],
    // Functions.
    [
      'filter code = 5 | fields concat(level, "-", code) as a, toupper(message) as b, strlen(message) as c, substr(message, 4, 3) as d',
      ['a=ERROR-5 b=TOO LARGE c=9 d=lar'],
    ],
    [
      'filter code = 5 | fields replace(message, "o", "0") as a, trim("  x ") as b, ltrim("xxy", "x") as c, rtrim("yxx", "x") as d',
      ['a=t00 large b=x c=y d=y'],
    ],
    [
      'filter code = 5 | fields abs(0 - code) as a, ceil(code / 2) as b, floor(code / 2) as c, greatest(code, 7, 2) as d, sqrt(code * code) as e',
      ['a=5 b=3 c=2 d=7 e=5'],
    ],
    [
      'filter code = 5 | fields isempty(none) as a, isblank(" ") as b, strcontains(message, "large") as c, tomillis(@timestamp) as d',
      ['a=1 b=1 c=1 d=1768478400000'],
    ],
    [
      'filter code = 7 | fields datefloor(@timestamp, 1m) as a, dateceil(@timestamp, 1 minute) as b, fromMillis(1000) as c',
      ['a=2026-01-15 12:00:00.000 b=2026-01-15 12:01:00.000 c=1970-01-01 00:00:01.000'],
    ],
    ['filter @timestamp >= 1768478403000 and code > 0 | fields `code`', ['code=12']],
  ])('%s', async (query, expected) => {
    expect(await ask(query)).toEqual(expected);
  });

  it.each([
    'filter',
    'filter level ~ 3',
    'stats median(code)',
    'limit 0',
    'fields a |',
    'pattern @message',
    'unmask @message',
    'fields jsonParse(@message)',
    'fields count(code)',
    'stats max(count(code))',
    'stats count(*) by bin(5mo)',
    'stats count(*) by bin(61m)',
    'stats pct(code)',
    'stats pct(code, 101)',
    'parse @message "*, *" as one',
    'parse @message /(x)/',
    'parse @message /x(/ as y',
    'filter a like /(?=x)/',
    'dedup level | sort code',
    'stats count(*) | stats count(*) | stats count(*)',
    'fields substr(code)',
    'filter level in ["ERROR"',
  ])('refuses %s', async (query) => {
    await expect(ask(query)).rejects.toMatchObject({ name: 'MalformedQueryException' });
  });

  it('tells how many events it has read, and how many matched', async () => {
    const client = new CloudWatchLogsClient({ ...host.config(), maxAttempts: 1 });
    const times = { logGroupName: 'g', startTime: 0, endTime: 4_000_000_000 };
    const queryString = 'filter level = "ERROR" | stats count(*) by code';
    const { queryId } = await client.send(new StartQueryCommand({ ...times, queryString }));
    const { statistics } = await ended(() => client.send(new GetQueryResultsCommand({ queryId })));
    expect(statistics).toMatchObject({ recordsMatched: 3, recordsScanned: 5 });
  });

  it.each([
    // Some seconds, were it left alone.
    ['a regular expression goes back and forth for too long', 'filter @message like /(?i)^(A+)+C/', 26],
    ['a text becomes too long by replace', `fields replace(@message, "a", "${'a'.repeat(1000)}")`, 2000],
    ['a text becomes too long by concat', `fields concat(${Array(30).fill('@message').join(', ')})`, 40_000],
  ])('is ended where %s', async (_, queryString, length) => {
    logs.append('slow', 's', [{ timestamp: clock.now(), message: `${'a'.repeat(length)}b` }]);
    const client = new CloudWatchLogsClient({ ...host.config(), maxAttempts: 1 });
    const query = { logGroupName: 'slow', startTime: 0, endTime: 4_000_000_000 };
    const { queryId } = await client.send(new StartQueryCommand({ ...query, queryString }));
    expect(await ended(() => client.send(new GetQueryResultsCommand({ queryId })))).toMatchObject({
      status: 'Timeout',
      results: [],
    });
  });

  it.each([['fields rtrim(@message)'], ['fields trim(@message, "a ")'], ['parse "*b*c" as x, y']])(
    'takes a time that grows with the texts alone, not with their square: %s',
    async (query) => {
      // Some seconds, were it the square.
      logs.append('long', 's', [{ timestamp: clock.now(), message: `x${' '.repeat(100_000)}x` }]);
      const start = performance.now();
      await ask(query, 'long');
      expect(performance.now() - start).toBeLessThan(500);
    },
  );

  it('names a group that is not there', async () => {
    await expect(ask('fields a', 'none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
