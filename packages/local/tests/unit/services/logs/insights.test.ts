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

async function ask(queryString: string, logGroupName = 'g') {
  const client = new CloudWatchLogsClient({ ...host.config(), maxAttempts: 1 });
  const times = { startTime: 0, endTime: 4_000_000_000 };
  const { queryId } = await client.send(new StartQueryCommand({ logGroupName, queryString, ...times }));
  const { status, results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
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
  ])('%s', async (query, expected) => {
    expect(await ask(query)).toEqual(expected);
  });

  it.each([
    'parse @message "*" as x',
    'filter',
    'filter level ~ 3',
    'stats median(code)',
    'limit 0',
    'fields a |',
    'filter a like /x+/',
  ])('refuses %s', async (query) => {
    await expect(ask(query)).rejects.toMatchObject({ name: 'MalformedQueryException' });
  });

  it('names a group that is not there', async () => {
    await expect(ask('fields a', 'none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
