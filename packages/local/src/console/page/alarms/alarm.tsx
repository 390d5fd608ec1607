import { WINDOWS } from '../beside/metrics/windows.ts';
import { Chart } from '../chart/chart.tsx';
import type { Curve } from '../chart/scales.ts';
import { hrefTo, searchOf } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Choice } from '../kit/field.tsx';
import { FilterForm } from '../kit/filters.tsx';
import { exactTime, words } from '../kit/format.ts';
import { ListTable } from '../kit/list-table.tsx';
import { Missing } from '../kit/missing.tsx';
import { Problem } from '../kit/problem.tsx';
import { Status } from '../kit/status.tsx';

/** Answer of `GET alarm`, in the members of DescribeAlarms and DescribeAlarmHistory. */
interface AlarmAnswer extends Pick<Curve, 'points' | 'period'> {
  readonly alarm: {
    readonly AlarmDescription?: string;
    readonly StateValue: string;
    readonly StateReason?: string;
    readonly MetricName?: string;
    readonly Statistic?: string;
    readonly ExtendedStatistic?: string;
    readonly ComparisonOperator?: string;
    readonly Threshold?: number;
    readonly EvaluationPeriods?: number;
    readonly DatapointsToAlarm?: number;
    readonly TreatMissingData?: string;
  };
  readonly history: readonly { readonly Timestamp: string; readonly HistorySummary: string }[];
  readonly from: string;
  readonly to: string;
}

/** `#/alarm/NAME?minutes=`: what an alarm watches, beside its threshold, and what became of it. */
export function AlarmPage({ parts: [name = ''], query }: ViewProps) {
  const minutes = query.get('minutes') ?? '180';
  const { value, error } = useAsked<AlarmAnswer>(`alarm?${searchOf({ of: name, minutes })}`);
  if (!value) return <Missing list={['alarms', 'Alarms']} title={name} text={error} />;
  const { alarm, history, points, period, from, to } = value;
  const { Threshold, MetricName = 'expression', Statistic, ExtendedStatistic = Statistic } = alarm;
  return (
    <>
      <p class="faint">
        <a href={hrefTo('alarms')}>Alarms</a>
      </p>
      <div class="line">
        <h1>{name}</h1>
        <Status status={alarm.StateValue} />
      </div>
      <Problem text={error} />
      {alarm.AlarmDescription !== undefined && <p>{alarm.AlarmDescription}</p>}
      <p class="faint">{conditionOf(alarm)}</p>
      <p class="faint">{alarm.StateReason}</p>
      <FilterForm>
        <Choice
          label="Time"
          value={minutes}
          options={WINDOWS}
          set={(next) => location.replace(hrefTo('alarm', [name], { minutes: next }))}
        />
      </FilterForm>
      <Chart
        label={[MetricName, ExtendedStatistic].filter((part) => part !== undefined).join(', ')}
        points={points}
        period={period}
        from={Date.parse(from)}
        to={Date.parse(to)}
        levels={Threshold === undefined ? [] : [{ name: 'threshold', value: Threshold }]}
      />
      <h2>History</h2>
      <ListTable id="alarm-history" heads={['Time', 'What']}>
        {history.map(({ Timestamp, HistorySummary }) => (
          <tr key={`${Timestamp} ${HistorySummary}`}>
            <td class="time">{exactTime(Timestamp)}</td>
            <td>{HistorySummary}</td>
          </tr>
        ))}
      </ListTable>
    </>
  );
}

function conditionOf({ ComparisonOperator = '', Threshold, EvaluationPeriods = 1, ...alarm }: AlarmAnswer['alarm']) {
  const { DatapointsToAlarm = EvaluationPeriods, TreatMissingData = 'missing' } = alarm;
  const compared = words(ComparisonOperator.replace(/([a-z])([A-Z])/g, '$1 $2').replace(' Threshold', ''));
  return `Raised when it is ${compared} ${Threshold} in ${DatapointsToAlarm} of ${EvaluationPeriods} periods; missing data is ${TreatMissingData}.`;
}
