import { hrefTo, searchOf } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { FilterForm } from '../kit/filters.tsx';
import { count, duration, time } from '../kit/format.ts';
import { Problem } from '../kit/problem.tsx';
import { Search } from '../kit/search.tsx';
import { Status } from '../kit/status.tsx';
import type { TraceSummary, TracesAnswer } from './answers.ts';
import { statusOf } from './waterfall-rows.ts';

/** `#/traces?filter=`: the newest traces, by a filter expression of X-Ray. */
export function Traces({ query }: ViewProps) {
  const filter = query.get('filter') ?? '';
  const { value, error } = useAsked<TracesAnswer>(`traces?${searchOf({ filter })}`);
  const search = (text: string) => location.replace(hrefTo('traces', [], { filter: text }));
  return (
    <>
      <h1>Traces</h1>
      <FilterForm>
        <Search label="Filter expression, such as service() { fault }" value={filter} set={search} />
      </FilterForm>
      <Problem text={error ?? value?.problem} />
      {value?.traces.length === 0 && value.problem === undefined && (
        <p class="empty">
          None: sampling rules decide which requests are recorded, and traces are kept for three hours.
        </p>
      )}
      {value && value.traces.length > 0 && <List traces={value.traces} />}
    </>
  );
}

function List({ traces }: { readonly traces: readonly TraceSummary[] }) {
  return (
    <div class="wide">
      <table class="list" id="traces">
        <thead>
          <tr>
            <th>Began</th>
            <th>Entry</th>
            <th>Status</th>
            <th>Duration</th>
            <th>Services</th>
          </tr>
        </thead>
        <tbody>
          {traces.map((trace) => (
            <tr key={trace.Id}>
              <td class="time">
                <a href={hrefTo('trace', [trace.Id])}>{time(trace.StartTime * 1e3)}</a>
              </td>
              <td>{trace.EntryPoint?.Name}</td>
              <td>
                <Status status={statusOfTrace(trace)} /> <Failed trace={trace} />
              </td>
              <td class="number">{trace.IsPartial ? '' : duration(trace.Duration * 1e3)}</td>
              <td class="faint">{count(trace.ServiceIds.length, 'service')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Who failed of itself. */
function Failed({ trace: { FaultRootCauses } }: { readonly trace: TraceSummary }) {
  const names = FaultRootCauses.flatMap(({ Services }) => Services.at(-1)?.Name ?? []);
  return names.length === 0 ? null : <span class="error">fault of {[...new Set(names)].join(', ')}</span>;
}

const statusOfTrace = ({ HasFault, HasThrottle, HasError, IsPartial }: TraceSummary): string =>
  statusOf({ fault: HasFault, throttle: HasThrottle, error: HasError, in_progress: IsPartial });
