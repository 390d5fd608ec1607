import { useState } from 'preact/hooks';
import { hrefTo } from '../frame/address.ts';
import { Began } from '../kit/began.tsx';
import { count, isExpress, machineOf, short } from '../kit/format.ts';
import { Status } from '../kit/status.tsx';
import { Actions } from './actions.tsx';
import type { ExecutionAnswer } from './answers.ts';
import { Start } from './start.tsx';

/** What an execution is, how it stands, and what can be done with it. */
export function Head({ answer }: { readonly answer: ExecutionAnswer }) {
  const { execution, subject, outcome, transitions } = answer;
  const [isStarting, setStarting] = useState(false);
  const {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate,
    stopDate,
    redriveCount = 0,
    error,
    cause,
  } = execution;
  const machine = machineOf(executionArn);
  return (
    <header class="title">
      <p class="faint">
        <a href={hrefTo('executions')}>Executions</a> / <a href={hrefTo('machine', [stateMachineArn])}>{machine}</a>
      </p>
      <div class="line">
        <h1 id="execution-title">{subject ?? name}</h1>
        <Status status={status} />
        {outcome && <Status status={outcome.status} />}
        <Actions answer={answer} isStarting={isStarting} toggleStart={() => setStarting(!isStarting)} />
      </div>
      <p class="facts">
        <Began from={startDate} to={stopDate} />
        <span>{count(transitions, 'state transition')}</span>
        {redriveCount > 0 && <span>redriven {count(redriveCount, 'time')}</span>}
        {subject !== undefined && <span>{name}</span>}
      </p>
      {error !== undefined && (
        <p class="failure" id="execution-error">
          <b>{error}</b> {short(cause ?? '')}
        </p>
      )}
      {outcome?.message !== undefined && <p class="outcome">{outcome.message}</p>}
      {isStarting && (
        <Start
          machine={stateMachineArn}
          type={isExpress(executionArn) ? 'EXPRESS' : 'STANDARD'}
          input={execution.input ?? '{}'}
        />
      )}
    </header>
  );
}
