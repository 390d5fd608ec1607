import { hrefTo } from '../frame/address.ts';
import { useAsked } from '../frame/use-asked.ts';
import { time } from '../kit/format.ts';
import { ListTable } from '../kit/list-table.tsx';
import { Problem } from '../kit/problem.tsx';
import { Activities } from './activities.tsx';

/** A line of `GET machines`. */
interface MachineLine {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: string;
  readonly creationDate: string;
}

/** `#/machines`: all state machines, and activities. */
export function Machines() {
  const { value, error } = useAsked<readonly MachineLine[]>('machines');
  return (
    <>
      <h1>State machines</h1>
      <Problem text={error} />
      {value && (
        <ListTable id="machines" heads={['Name', 'Type', 'Created', 'Executions']}>
          {value.map(({ name, stateMachineArn, type, creationDate }) => (
            <tr key={stateMachineArn}>
              <td>
                <a class="name" href={hrefTo('machine', [stateMachineArn])}>
                  {name}
                </a>
              </td>
              <td>{type === 'EXPRESS' ? 'Express' : 'Standard'}</td>
              <td class="time">{time(creationDate)}</td>
              <td>
                <a href={hrefTo('executions', [], { machine: stateMachineArn })}>executions</a>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      {/* Not before what stands above it, which would push it down. */}
      {(value ?? error) !== undefined && <Activities />}
    </>
  );
}
