import { CloudWatchLogsClient, type FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createDetails } from '#local/console/queries/executions/details.ts';
import { type ExecutionFilter, listExecutions } from '#local/console/queries/executions/list.ts';
import { loggedExecutions, loggedSource } from '#local/console/queries/express/list.ts';
import { readLogLine } from '#local/console/queries/express/log-line.ts';
import { outcomeOf } from '#local/console/queries/outcome.ts';
import { subjectOf } from '#local/console/queries/subject.ts';

describe('what an execution is about', () => {
  it.each([
    ['a photo', '{"detail":{"object":{"key":"a b.jpg"}}}', 'a b.jpg'],
    ['an order', '{"orderId":"o-1","version":1}', 'o-1'],
    ['something else', '{"n":1}', undefined],
    ['a list', '[1]', undefined],
    ['nothing that is told', undefined, undefined],
  ])('%s', (_, input, expected) => expect(subjectOf(input)).toBe(expected));
});

describe('what an execution says became of it', () => {
  it.each([
    [
      'a refusal',
      '{"status":"REJECTED","reason":{"code":"Empty","message":"The file is empty."}}',
      { status: 'REJECTED', message: 'The file is empty.' },
    ],
    ['a status alone', '{"status":"AWAITING_APPROVAL"}', { status: 'AWAITING_APPROVAL' }],
    ['a number of HTTP', '{"status":200}', undefined],
    ['a sentence', '{"status":"It went well."}', undefined],
    ['a list', '["REJECTED"]', undefined],
    ['no output', undefined, undefined],
  ])('%s', (_, output, expected) => expect(outcomeOf(output)).toEqual(expected));
});

/** Two Standard machines of 130 executions each, by turns, and an Express one; every tenth has failed. */
function system() {
  const asked: string[] = [];
  const names = ['even', 'odd', 'express'];
  const stateMachines = names.map((name) => ({
    ...{ name, stateMachineArn: `arn:${name}` },
    type: name === 'express' ? 'EXPRESS' : 'STANDARD',
  }));
  const executionsOf = (machine: string) =>
    Array.from({ length: 130 }, (_, at) => {
      const n = 260 - 2 * at - (machine === 'arn:odd' ? 1 : 0);
      const status = n % 10 === 0 ? 'FAILED' : 'SUCCEEDED';
      return { executionArn: `${machine}:${n}`, name: `run-${n}`, status, startDate: new Date(n * 1_000) };
    });
  const answers: Record<string, (input: Record<string, string | undefined>) => object> = {
    ListStateMachinesCommand: () => ({ stateMachines }),
    DescribeExecutionCommand: ({ executionArn = '' }) => ({
      input: JSON.stringify({ orderId: `order-${executionArn.split(':')[2]}` }),
      ...(executionArn.endsWith('0') && { error: 'Paper.Jam' }),
    }),
    ListExecutionsCommand({ stateMachineArn = '', statusFilter, nextToken = '0' }) {
      const all = executionsOf(stateMachineArn).filter(({ status }) => !statusFilter || status === statusFilter);
      const from = Number(nextToken);
      return {
        executions: all.slice(from, from + 50),
        ...(from + 50 < all.length && { nextToken: String(from + 50) }),
      };
    },
  };
  const send = async (command: { readonly input: Record<string, string> }) => {
    asked.push(command.constructor.name);
    return answers[command.constructor.name]?.(command.input) ?? {};
  };
  const states = { send } as unknown as SFNClient;
  const logs = { send } as unknown as CloudWatchLogsClient;
  return { asked, deps: { states, logs, details: createDetails(states), now: () => 0 } };
}

const ANY: ExecutionFilter = { machine: '', status: '', name: '', error: '', from: 0, to: Infinity };
const namesIn = ({ rows }: { readonly rows: readonly unknown[] }) => rows.map((row) => (row as { name: string }).name);

describe('executions of all Standard machines', () => {
  it('are one list, newest first, to its end, none twice', async () => {
    const { deps } = system();
    const all: string[] = [];
    let after: string | undefined = '';
    while (after !== undefined) {
      const page: Awaited<ReturnType<typeof listExecutions>> = await listExecutions(deps, ANY, after);
      expect(page.rows.length).toBeLessThanOrEqual(50);
      all.push(...namesIn(page));
      after = page.next;
    }
    expect(all).toEqual(Array.from({ length: 260 }, (_, at) => `run-${260 - at}`));
  });

  it('are described once, however often the list is asked for', async () => {
    const { asked, deps } = system();
    await listExecutions(deps, ANY, '');
    await listExecutions(deps, ANY, '');
    expect(asked.filter((name) => name === 'DescribeExecutionCommand')).toHaveLength(50);
    expect(asked.filter((name) => name === 'ListExecutionsCommand')).toHaveLength(4);
  });

  it.each<[string, Partial<ExecutionFilter>, string[]]>([
    ['one machine', { machine: 'arn:odd' }, ['run-259', 'run-257']],
    ['a status', { status: 'FAILED' }, ['run-260', 'run-250']],
    ['a part of a name', { name: 'RUN-12' }, ['run-129', 'run-128']],
    ['a part of a subject', { name: 'order-13' }, ['run-139', 'run-138']],
    ['a text in the error', { error: 'jam', name: 'run-1' }, ['run-190', 'run-180']],
    ['a time', { from: 99_000, to: 100_000 }, ['run-100', 'run-99']],
  ])('pass a filter by %s', async (_name, filter, expected) => {
    const found = await listExecutions(system().deps, { ...ANY, ...filter }, '');
    expect(namesIn(found).slice(0, 2)).toEqual(expected);
  });

  it('say where no page is asked for that begins so', async () => {
    await expect(listExecutions(system().deps, ANY, '{"a":1}')).rejects.toThrow();
  });
});

describe('Express executions', () => {
  const line = (type: string, at: number, name: string, details = {}) =>
    JSON.stringify({
      ...{ id: String(at), previous_event_id: '0', type, event_timestamp: String(at), details },
      execution_arn: `arn:aws:states:r:1:express:${name}`,
    });

  const linesOf = (texts: readonly string[]) => texts.flatMap((text) => readLogLine(text) ?? []);
  const lines = [
    line('ExecutionStarted', 1, 'm:a:1', { input: '{"orderId":"o-1"}' }),
    line('ExecutionStarted', 2, 'm:b:1'),
    line('ExecutionFailed', 3, 'm:a:1', { error: 'Broken' }),
    line('ExecutionStarted', 4, 'other:c:1'),
    line('ExecutionSucceeded', 5, 'm:d:1', { output: '{"status":"READY"}' }),
    'no JSON',
  ];

  it.each([
    ['ALL', ['b RUNNING', 'a FAILED Broken o-1']],
    ['ERROR', ['d SUCCEEDED READY', 'b RUNNING', 'a FAILED Broken o-1']],
  ])('are what the log of a machine tells that logs %s', (level, expected) => {
    const found = loggedExecutions(linesOf(lines), { name: 'm', stateMachineArn: 'arn', level });
    const told = found.map(({ name, status, error, subject, outcome }) => [
      name,
      status,
      error,
      subject,
      outcome?.status,
    ]);
    expect(told.map((parts) => parts.filter((part) => part !== undefined).join(' '))).toEqual(expected);
  });

  it('are read from the end of a log of any length, each once', async () => {
    const HOUR = 3_600_000;
    const all = Array.from({ length: 130 }, (_, at) => {
      const [from, name] = [at * HOUR, `m:run-${at}:1`];
      return [line('ExecutionStarted', from, name), line('ExecutionSucceeded', from + 290_000, name)].map(
        (message, which) => ({ message, timestamp: from + which * 290_000 }),
      );
    }).flat();
    const logs = new CloudWatchLogsClient({ region: 'r' });
    logs.send = (async ({ input }: FilterLogEventsCommand) => {
      const { startTime, endTime = Infinity, logGroupName } = input;
      if (logGroupName === undefined) return { logGroups: [{ logGroupName: 'g', creationTime: 0 }] };
      return { events: all.filter(({ timestamp }) => timestamp >= (startTime ?? 0) && timestamp <= endTime) };
    }) as unknown as CloudWatchLogsClient['send'];
    const source = loggedSource(
      logs,
      { name: 'm', stateMachineArn: 'arn', level: 'ALL', logGroup: 'g' },
      { status: '', now: () => 130 * HOUR },
    );
    const names: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const { items, next } = await source.read(token);
      expect(items.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
      names.push(...items.map(({ name }) => name));
      token = next;
    } while (token !== undefined);
    expect(names).toEqual(Array.from({ length: 130 }, (_, at) => `run-${129 - at}`));
  });
});
