import { hrefTo } from '../frame/address.ts';
import { useAsked } from '../frame/use-asked.ts';
import { duration, time } from '../kit/format.ts';
import { Problem } from '../kit/problem.tsx';
import { Status } from '../kit/status.tsx';
import type { MachineItem } from './answers.ts';

/** Answer of `GET express`. */
interface ExpressAnswer {
  readonly level: string;
  readonly includesData: boolean;
  readonly logGroup?: string;
  readonly executions: readonly {
    readonly executionArn: string;
    readonly status: string;
    readonly startDate: number;
    readonly stopDate?: number;
    readonly error?: string;
  }[];
}

/** What is kept of Express executions: what their logging keeps, and nothing else, as on AWS. */
export function ExpressNote({ machine: { stateMachineArn, name } }: { readonly machine: MachineItem }) {
  const { value, error } = useAsked<ExpressAnswer>(`express?of=${encodeURIComponent(stateMachineArn)}`);
  if (!value) return <Problem text={error} />;
  const { level, includesData, logGroup, executions } = value;
  return (
    <>
      <p>
        Step Functions keeps no list of Express executions: what is known of them is what {name} logs. It logs{' '}
        <b>{LEVELS[level] ?? level}</b>
        {logGroup !== undefined && <> to {logGroup}</>}
        {level !== 'OFF' && (includesData ? ', with input and output' : ', without input and output')}.
      </p>
      {level !== 'ALL' && (
        <p class="faint">
          With <code>LoggingConfiguration: Level: ALL</code> in the template, each execution would log its start, every
          state that it enters and leaves, and its end; with <code>IncludeExecutionData: true</code>, what goes in and
          out as well.
        </p>
      )}
      {executions.length === 0 ? (
        <p class="empty">Nothing is logged yet.</p>
      ) : (
        <div class="wide">
          <table class="list" id="express">
            <thead>
              <tr>
                <th>Execution</th>
                <th>Status</th>
                <th>First logged</th>
                <th>Duration</th>
              </tr>
            </thead>
            <tbody>
              {executions.map(({ executionArn, status, startDate, stopDate, error: failure }) => (
                <tr key={executionArn}>
                  <td class="about">
                    <a class="name" href={hrefTo('execution', [executionArn])}>
                      {executionArn.split(':').slice(-2).join(':')}
                    </a>
                    {failure !== undefined && <span class="error">{failure}</span>}
                  </td>
                  <td>
                    <Status status={status} />
                  </td>
                  <td class="time">{time(startDate)}</td>
                  <td class="number">{stopDate === undefined ? '' : duration(stopDate - startDate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <a href={hrefTo('machine', [stateMachineArn])}>The graph of {name}</a>
      </p>
    </>
  );
}

const LEVELS: Readonly<Record<string, string>> = {
  OFF: 'nothing',
  ERROR: 'errors',
  FATAL: 'fatal errors',
  ALL: 'everything',
};
