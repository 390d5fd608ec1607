import { useAsked } from '../frame/use-asked.ts';
import { time } from '../kit/format.ts';
import { ListTable } from '../kit/list-table.tsx';

interface Activity {
  readonly name: string;
  readonly activityArn: string;
  readonly creationDate: string;
}

/** Activities, where there are any: their workers poll, and their tasks are answered on the pages of executions. */
export function Activities() {
  const { value = [] } = useAsked<readonly Activity[]>('activities');
  if (value.length === 0) return null;
  return (
    <>
      <h2>Activities</h2>
      <ListTable id="activities" heads={['Name', 'ARN', 'Created']}>
        {value.map(({ name, activityArn, creationDate }) => (
          <tr key={activityArn}>
            <td class="name">{name}</td>
            <td>{activityArn}</td>
            <td class="time">{time(creationDate)}</td>
          </tr>
        ))}
      </ListTable>
    </>
  );
}
