import { ask, tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';
import { copy, save } from '../kit/copy.ts';
import { isExpress } from '../kit/format.ts';
import type { ExecutionAnswer } from './answers.ts';
import { Menu } from './menu.tsx';

interface ActionsProps {
  readonly answer: ExecutionAnswer;
  readonly isStarting: boolean;
  readonly toggleStart: () => void;
}

/** Stop, redrive, start anew, and what can be taken along. */
export function Actions({ answer, isStarting, toggleStart }: ActionsProps) {
  const { executionArn: arn, status, redriveStatus, redriveStatusReason } = answer.execution;
  const act = (what: string, said: string) => async () => {
    await tell(`execution/${what}?of=${encodeURIComponent(arn)}`);
    return said;
  };
  return (
    <div class="actions">
      {status === 'RUNNING' && !isExpress(arn) && (
        <Act kind="danger" sure="Stop this execution?" run={act('stop', 'The execution is stopped.')}>
          Stop
        </Act>
      )}
      {redriveStatus === 'REDRIVABLE' && (
        <Act run={act('redrive', 'The execution goes on from where it failed.')}>Redrive</Act>
      )}
      {redriveStatus !== 'REDRIVABLE' &&
        redriveStatusReason !== undefined &&
        status !== 'RUNNING' &&
        status !== 'SUCCEEDED' && <span class="faint">{redriveStatusReason}</span>}
      <button type="button" aria-expanded={isStarting} onClick={toggleStart}>
        Start new
      </button>
      <Export answer={answer} />
    </div>
  );
}

function Export({ answer: { execution, definition } }: { readonly answer: ExecutionAnswer }) {
  const { executionArn, name, status, input = '{}' } = execution;
  const history = async () => {
    const events = await ask(`execution/history?of=${encodeURIComponent(executionArn)}`);
    save(JSON.stringify({ events }, undefined, 2), `${name}.history.json`);
    return `${name}.history.json is saved.`;
  };
  const testFile = async () => {
    const file = await ask(`execution/test-file?of=${encodeURIComponent(executionArn)}`);
    return save(`${JSON.stringify(file, undefined, 2)}\n`, `${name}.mocks.json`);
  };
  return (
    <Menu label="Export">
      <Act run={async () => save(definition, `${name}.asl.json`)}>Definition</Act>
      <Act run={async () => save(input, `${name}.input.json`)}>Input</Act>
      <Act run={history}>History</Act>
      {status !== 'RUNNING' && execution.input !== undefined && (
        <Act run={testFile}>Test file, for asl test --mocks</Act>
      )}
      <Act run={() => copy(startCommand(execution), 'The command')}>Copy the AWS CLI command that starts it</Act>
      {!isExpress(executionArn) && (
        <Act run={() => copy(historyCommand(executionArn), 'The command')}>
          Copy the AWS CLI command for its history
        </Act>
      )}
    </Menu>
  );
}

const historyCommand = (arn: string) =>
  `aws stepfunctions get-execution-history --include-execution-data --execution-arn ${quoted(arn)}`;

function startCommand({ executionArn, stateMachineArn, input = '{}' }: ExecutionAnswer['execution']): string {
  const operation = isExpress(executionArn) ? 'start-sync-execution' : 'start-execution';
  return `aws stepfunctions ${operation} --state-machine-arn ${quoted(stateMachineArn)} --input ${quoted(input)}`;
}

/** For any POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
