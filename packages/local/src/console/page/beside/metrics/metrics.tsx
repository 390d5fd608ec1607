import { hrefTo, searchOf } from '../../frame/address.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { Choice } from '../../kit/field.tsx';
import { FilterForm } from '../../kit/filters.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Pager } from '../../kit/pager.tsx';
import { Problem } from '../../kit/problem.tsx';
import { Search } from '../../kit/search.tsx';
import { Humps } from './humps.tsx';

/** A metric, in the members of ListMetrics. */
export interface MetricName {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

interface MetricsAnswer {
  readonly namespaces: readonly string[];
  /** Whether there are more metrics than were read. */
  readonly isCut: boolean;
  readonly rows: readonly MetricName[];
  readonly page: number;
  readonly total: number;
}

const ROWS = 100;

/** `#/metrics?namespace=&name=&page=`: the metrics of a namespace. */
export function Metrics({ query }: ViewProps) {
  const of = (name: string) => query.get(name) ?? '';
  const filter = { namespace: of('namespace') || 'AWS/States', name: of('name'), page: of('page') };
  const { value, error } = useAsked<MetricsAnswer>(`metrics?${searchOf(filter)}`);
  const go = (change: Partial<typeof filter>) =>
    location.replace(hrefTo('metrics', [], { ...filter, page: '', ...change }));
  return (
    <>
      <h1>Metrics</h1>
      <FilterForm>
        <Choice
          label="Namespace"
          value={filter.namespace}
          options={(value?.namespaces ?? [filter.namespace]).map((name) => [name, name] as const)}
          set={(namespace) => go({ namespace })}
        />
        <Search label="Name or dimension" value={filter.name} set={(name) => go({ name })} />
      </FilterForm>
      <Problem text={error} />
      {value?.total === 0 && <p class="empty">Nothing is recorded there yet.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="metrics" heads={['Metric', 'Dimensions']}>
          {value.rows.map((metric) => (
            <tr key={JSON.stringify(metric)}>
              <td>
                <a class="name" href={hrefToMetric(metric)}>
                  <Humps name={metric.MetricName} />
                </a>
              </td>
              <td>{dimensionText(metric)}</td>
            </tr>
          ))}
        </ListTable>
      )}
      {value && (
        <Pager
          of="metric"
          page={value.page}
          size={ROWS}
          total={value.total}
          turn={(page) => go({ page: String(page) })}
        />
      )}
      {value?.isCut && <p class="faint">There are more than could be read: these are the first.</p>}
    </>
  );
}

const hrefToMetric = ({ Namespace, MetricName: name, Dimensions = [] }: MetricName): string =>
  hrefTo('metric', [Namespace, name], { dimensions: JSON.stringify(Dimensions) });

export const dimensionText = ({ Dimensions = [] }: Pick<MetricName, 'Dimensions'>): string =>
  Dimensions.map(({ Name, Value }) => `${Name} ${Value.split(':').at(-1)}`).join(', ');
