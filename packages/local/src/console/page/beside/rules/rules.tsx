import { hrefTo, searchOf } from '../../frame/address.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { Choice } from '../../kit/field.tsx';
import { FilterForm } from '../../kit/filters.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import { Status } from '../../kit/status.tsx';
import type { ListAnswer } from '../list.ts';
import { Tester } from './tester.tsx';

/** A rule, as `GET rules` lists it. */
export interface RuleRow {
  readonly Name: string;
  readonly State: string;
  readonly Description?: string;
  readonly EventPattern?: string;
  readonly ScheduleExpression?: string;
}

type RulesAnswer = ListAnswer<RuleRow> & { readonly buses: readonly string[] };

/** `#/rules?bus=`: the rules of an event bus, and a tester of patterns. */
export function Rules({ query }: ViewProps) {
  const bus = query.get('bus') ?? 'default';
  const cursors = useCursors(bus);
  const { value, error } = useAsked<RulesAnswer>(`rules?${searchOf({ bus, after: cursors.after })}`);
  const buses = value?.buses.map((name) => [name, name] as const) ?? [];
  return (
    <>
      <h1>Rules</h1>
      <FilterForm>
        <Choice
          label="Event bus"
          value={bus}
          options={buses}
          set={(name) => location.replace(hrefTo('rules', [], { bus: name }))}
        />
      </FilterForm>
      <Problem text={error} />
      {value?.rows.length === 0 && <p class="empty">None yet.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="rules" heads={['Name', 'State', 'When']}>
          {value.rows.map(({ Name, State, EventPattern, ScheduleExpression }) => (
            <tr key={Name}>
              <td>
                <a class="name" href={hrefTo('rule', [bus, Name])}>
                  {Name}
                </a>
              </td>
              <td>
                <Status status={State} />
              </td>
              <td class="text">
                <code>{ScheduleExpression ?? EventPattern}</code>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      <CursorPager of="rules" cursors={cursors} next={value?.next} />
      {(value ?? error) && <Tester pattern='{"source": ["aws.s3"]}' />}
    </>
  );
}
