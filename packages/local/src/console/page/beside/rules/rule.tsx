import { hrefTo } from '../../frame/address.ts';
import { tell } from '../../frame/ask.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { Act } from '../../kit/act.tsx';
import { Json } from '../../kit/json.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Missing } from '../../kit/missing.tsx';
import { Problem } from '../../kit/problem.tsx';
import { Status } from '../../kit/status.tsx';
import type { RuleRow } from './rules.tsx';
import { Tester } from './tester.tsx';

interface RuleAnswer extends RuleRow {
  readonly targets: readonly { readonly Id: string; readonly Arn: string }[];
}

/** `#/rule/BUS/NAME`: what a rule looks for, whom it tells, and whether an event would be one of them. */
export function RulePage({ parts: [bus = '', name = ''] }: ViewProps) {
  const asked = `?of=${encodeURIComponent(name)}&bus=${encodeURIComponent(bus)}`;
  const { value, error } = useAsked<RuleAnswer>(`rule${asked}`);
  if (!value) return <Missing list={['rules', 'Rules']} title={name} text={error} />;
  const isEnabled = value.State === 'ENABLED';
  const toggle = async () => {
    await tell(`rule/switch${asked}`, { isEnabled: !isEnabled });
    return `${name} is ${isEnabled ? 'disabled' : 'enabled'}.`;
  };
  return (
    <>
      <p class="faint">
        <a href={hrefTo('rules', [], { bus })}>Rules</a>
      </p>
      <div class="line">
        <h1>{name}</h1>
        <Status status={value.State} />
        <Act run={toggle}>{isEnabled ? 'Disable' : 'Enable'}</Act>
      </div>
      <Problem text={error} />
      {value.Description !== undefined && <p>{value.Description}</p>}
      {value.ScheduleExpression !== undefined && (
        <p>
          By schedule: <code>{value.ScheduleExpression}</code>
        </p>
      )}
      <ListTable id="targets" heads={['Target', 'With']}>
        {value.targets.map(({ Id, Arn, ...how }) => (
          <tr key={Id}>
            <td class="text name">{Arn}</td>
            <td class="text">
              <Json text={JSON.stringify(how)} />
            </td>
          </tr>
        ))}
      </ListTable>
      {value.EventPattern !== undefined && <Tester pattern={value.EventPattern} />}
    </>
  );
}
