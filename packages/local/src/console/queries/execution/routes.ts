import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import type { Picked } from '#local/console/history/summary.ts';
import { testFileOf } from '#local/console/history/test-file.ts';
import { createHistories } from '#local/console/queries/histories.ts';
import { eventRows } from './events.ts';
import { describe, readSettled } from './execution.ts';
import { roundsOf, visitRows, visitsOf } from './rows.ts';

const start = z.object({ stateMachineArn: z.string(), input: z.string(), name: z.string().exactOptional() });

/** What the page of one execution asks, `?of=ARN`, and what it does. */
export function executionRoutes(states: SFNClient, logs: CloudWatchLogsClient): ConsoleRoutes {
  const deps = { states, logs, histories: createHistories(states) };
  const json = async (value: unknown) => ({ kind: 'json', value: await value }) as const;
  const read = async (of: string) => (await readSettled(deps, of)).reader;
  return {
    'GET execution': ({ of, query }) => json(describe(deps, of, pickedIn(query))),
    'GET execution/table': async ({ of, query }) => json(visitRows(await read(of), query.get('page'))),
    'GET execution/state': async ({ of, query }) =>
      json(visitsOf(await read(of), query.get('state') ?? '', pickedIn(query), query.get('page'))),
    'GET execution/rounds': async ({ of, query }) =>
      json(roundsOf(await read(of), query.get('state') ?? '', query.get('status'), query.get('page'))),
    async 'GET execution/events'({ of, query }) {
      const filter = { kind: query.get('kind'), state: query.get('state'), text: query.get('text') };
      return json(eventRows(await read(of), filter, query.get('page')));
    },
    async 'GET execution/input'({ of: executionArn }) {
      const { input = '{}' } = await states.send(new DescribeExecutionCommand({ executionArn }));
      return { kind: 'json', value: input };
    },
    async 'GET execution/test-file'({ of }) {
      const { execution, reader } = await readSettled(deps, of);
      return { kind: 'json', value: testFileOf(execution, reader.visits) };
    },
    'GET execution/history': async ({ of }) => json((await read(of)).events.map(({ event }) => event)),
    'POST execution/stop': ({ of }) => json(states.send(new StopExecutionCommand({ executionArn: of }))),
    'POST execution/redrive': ({ of }) => json(states.send(new RedriveExecutionCommand({ executionArn: of }))),
    'POST execution/start': async ({ body }) => json(states.send(new StartExecutionCommand(start.parse(await body())))),
  };
}

/** `pick=NAME:ROUND`, any number of them. */
const pickedIn = (query: URLSearchParams): Picked =>
  Object.fromEntries(
    query
      .getAll('pick')
      .map((text) => [text.slice(0, text.lastIndexOf(':')), Number(text.slice(text.lastIndexOf(':') + 1))]),
  );
