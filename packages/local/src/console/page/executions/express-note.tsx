import { hrefTo } from '../frame/address.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Problem } from '../kit/problem.tsx';
import type { MachineItem } from './answers.ts';

/** Answer of `GET express`. */
interface ExpressAnswer {
  readonly level: string;
  readonly includesData: boolean;
  readonly logGroup?: string;
}

/** What is kept of Express executions: what their logging keeps, and nothing else, as on AWS. */
export function ExpressNote({ machine: { stateMachineArn, name } }: { readonly machine: MachineItem }) {
  const { value, error } = useAsked<ExpressAnswer>(`express?of=${encodeURIComponent(stateMachineArn)}`);
  if (!value) return <Problem text={error} />;
  const { level, includesData, logGroup } = value;
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
      <p>
        <a href={hrefTo('machine', [stateMachineArn])}>The graph of {name}</a>
      </p>
    </>
  );
}

/** Which Express machines are missing from a list of all, since they log nothing that would tell. */
export function Unlogged({ machines }: { readonly machines: readonly MachineItem[] }) {
  const silent = machines.filter(({ type, level }) => type === 'EXPRESS' && level !== 'ALL');
  if (silent.length === 0) return null;
  return (
    <p class="faint">
      Express executions are listed as far as they are logged. Not everything logs{' '}
      {silent.map(({ name, stateMachineArn }, at) => (
        <span key={stateMachineArn}>
          {at > 0 && ', '}
          <a href={hrefTo('executions', [], { machine: stateMachineArn })}>{name}</a>
        </span>
      ))}
      .
    </p>
  );
}

const LEVELS: Readonly<Record<string, string>> = {
  OFF: 'nothing',
  ERROR: 'errors',
  FATAL: 'fatal errors',
  ALL: 'everything',
};
