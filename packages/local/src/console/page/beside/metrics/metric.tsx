import { Chart } from '../../chart/chart.tsx';
import type { Curve } from '../../chart/scales.ts';
import { hrefTo, searchOf } from '../../frame/address.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { Choice } from '../../kit/field.tsx';
import { FilterForm } from '../../kit/filters.tsx';
import { Problem } from '../../kit/problem.tsx';
import { Humps } from './humps.tsx';
import { dimensionText, type MetricName } from './metrics.tsx';
import { WINDOWS } from './windows.ts';

interface MetricAnswer extends MetricName, Pick<Curve, 'points' | 'period'> {
  readonly from: string;
  readonly to: string;
  readonly alarms: readonly { readonly AlarmName: string; readonly Threshold?: number }[];
}

const STATISTICS = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount', 'p50', 'p90', 'p99'];

/** `#/metric/NAMESPACE/NAME?dimensions=JSON&statistic=&minutes=`: a metric over time, with the thresholds of its alarms. */
export function MetricPage({ parts: [namespace = '', name = ''], query }: ViewProps) {
  const dimensions = query.get('dimensions') ?? '[]';
  const filter = { statistic: query.get('statistic') ?? 'Sum', minutes: query.get('minutes') ?? '180' };
  const { value, error } = useAsked<MetricAnswer>(`metric?${searchOf({ of: name, namespace, dimensions, ...filter })}`);
  const go = (change: Partial<typeof filter>) =>
    location.replace(hrefTo('metric', [namespace, name], { dimensions, ...filter, ...change }));
  return (
    <>
      <p class="faint">
        <a href={hrefTo('metrics', [], { namespace })}>Metrics of {namespace}</a>
      </p>
      <h1>
        <Humps name={name} />
      </h1>
      {value && <p class="faint">{dimensionText(value)}</p>}
      <FilterForm>
        <Choice
          label="Statistic"
          value={filter.statistic}
          options={STATISTICS.map((one) => [one, one] as const)}
          set={(statistic) => go({ statistic })}
        />
        <Choice label="Time" value={filter.minutes} options={WINDOWS} set={(minutes) => go({ minutes })} />
      </FilterForm>
      <Problem text={error} />
      {value && (
        <Chart
          label={`${name}, ${filter.statistic}`}
          points={value.points}
          period={value.period}
          from={Date.parse(value.from)}
          to={Date.parse(value.to)}
          levels={value.alarms.flatMap(({ AlarmName, Threshold }) =>
            Threshold === undefined ? [] : [{ name: AlarmName, value: Threshold }],
          )}
        />
      )}
      {value && value.alarms.length > 0 && (
        <p>
          Watched by{' '}
          {value.alarms.map(({ AlarmName }) => (
            <a key={AlarmName} href={hrefTo('alarm', [AlarmName])}>
              {AlarmName}
            </a>
          ))}
        </p>
      )}
    </>
  );
}
