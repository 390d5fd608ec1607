import type { SFNClient } from '@aws-sdk/client-sfn';
import { AwsError } from '@safelight/local/gateway/aws-error';
import { fakeClient, type States } from '#tests/support/orders/clients.ts';

export const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:darkroom-dev-order-processing';

type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

export interface FakeExecution {
  readonly arn: string;
  readonly name: string;
  readonly input: string;
  status: Status;
  /** Milliseconds since the epoch. */
  stoppedAt?: number;
}

interface Hooks {
  /** Called for each execution that begins. */
  readonly onStart?: (execution: FakeExecution) => void;
  /** Answers a task token; throws as AWS does when nobody waits behind it. */
  readonly onTask?: (kind: 'success' | 'heartbeat', token: string, output: string) => void;
}

export interface FakeStates {
  readonly client: States;
  readonly executions: ReadonlyMap<string, FakeExecution>;
}

/**
 * Starting is idempotent as on AWS: the same name and input while it runs is the same execution; otherwise the name is taken.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function createFakeStates({ onStart = () => {}, onTask = nobodyWaits }: Hooks = {}): FakeStates {
  const executions = new Map<string, FakeExecution>();

  const start = (name: string, input: string) => {
    const arn = `${stateMachineArn.replace('stateMachine', 'execution')}:${name}`;
    const known = executions.get(arn);
    if (known?.status === 'RUNNING' && known.input === input) return { executionArn: arn };
    if (known) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const execution: FakeExecution = { arn, name, input, status: 'RUNNING' };
    executions.set(arn, execution);
    onStart(execution);
    return { executionArn: arn };
  };

  const describe = (arn: string) => {
    const found = executions.get(arn);
    if (!found) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    const { input, status, stoppedAt } = found;
    return { executionArn: arn, input, status, ...(stoppedAt !== undefined && { stopDate: new Date(stoppedAt) }) };
  };

  const client = fakeClient<SFNClient>(async (command, input) => {
    if (command === 'StartExecution') return start(String(input.name), String(input.input));
    if (command === 'DescribeExecution') return describe(String(input.executionArn));
    if (command === 'SendTaskSuccess') return onTask('success', String(input.taskToken), String(input.output));
    if (command === 'SendTaskHeartbeat') return onTask('heartbeat', String(input.taskToken), '');
    throw new Error(`the Step Functions client does not fake ${command}`);
  }) as States;
  return { client, executions };
}

function nobodyWaits(): never {
  throw new AwsError('TaskTimedOut', 'Task Timed Out');
}
