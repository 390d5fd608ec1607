import { loadDefinition } from '@safelight/asl/definition/load';
import { execute } from '@safelight/asl/execute';
import type { HistoryEvent } from '@safelight/asl/history/events';
import { systemIds } from '@safelight/asl/identity';
import { compileMachine } from '@safelight/asl/machine';
import { VirtualClock } from '@safelight/asl/virtual-clock';
import { replayPorts } from './ports.ts';
import type { Kind } from './protocol.ts';

const ACCOUNT = 'arn:aws:states:us-east-1:111111111111';
const MACHINE_NAME = 'machine';

/** StartExecution or StartSyncExecution, from beginning to end. */
export const execution: Kind = async (request, tools) => {
  const type = request.type ?? 'STANDARD';
  const machine = compileMachine(loadDefinition(request.definition, { type }));
  const clock = new VirtualClock(Date.parse(request.now ?? '2024-01-01T00:00:00.000Z'));
  const name = request.name ?? 'execution';
  const running = execute(machine, JSON.parse(request.input ?? '{}'), replayPorts(request, tools, clock), {
    type,
    identity: {
      executionArn: executionArn(type, name),
      executionName: name,
      roleArn: 'arn:aws:iam::111111111111:role/execution',
      stateMachineArn: `${ACCOUNT}:stateMachine:${MACHINE_NAME}`,
      stateMachineName: MACHINE_NAME,
    },
  });
  const result = await running.result;
  const outcome =
    result.status === 'SUCCEEDED'
      ? { status: result.status, output: result.output.text }
      : { status: result.status, error: result.error, cause: result.cause };
  return { ...outcome, events: running.history.events.map(withIsoTime) };
};

const executionArn = (type: 'STANDARD' | 'EXPRESS', name: string): string =>
  type === 'STANDARD'
    ? `${ACCOUNT}:execution:${MACHINE_NAME}:${name}`
    : `${ACCOUNT}:express:${MACHINE_NAME}:${name}:${systemIds.uuid()}`;

const withIsoTime = (event: HistoryEvent) => ({ ...event, timestamp: new Date(event.timestamp).toISOString() });
