import { duration } from '../kit/format.ts';
import { Scroll } from '../kit/scroll.tsx';
import type { Service } from './answers.ts';
import { type Numbers, numbersOf, percent, rate } from './numbers.ts';

/** The map in lines: each service, and below it whom it calls. */
export function ServiceTable({
  services,
  minutes,
}: {
  readonly services: readonly Service[];
  readonly minutes: number;
}) {
  const names = new Map(services.map((service) => [service.ReferenceId, nameOf(service)]));
  return (
    <Scroll as="section" class="wide" label="Services">
      <table class="list" id="services">
        <thead>
          <tr>
            {['Service', 'Kind', 'Requests', 'Faults', 'Errors', 'Throttles', 'Average', 'p50', 'p95', 'p99'].map(
              (head) => (
                <th key={head}>{head}</th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {services.flatMap(({ ReferenceId, Edges, SummaryStatistics, ResponseTimeHistogram = [], ...service }) => [
            ...(SummaryStatistics
              ? [
                  <Line
                    key={ReferenceId}
                    name={names.get(ReferenceId) ?? ''}
                    kind={(service.Type ?? 'service').replace(/^AWS::/, '').replaceAll('::', ' ')}
                    numbers={numbersOf(SummaryStatistics, ResponseTimeHistogram, minutes)}
                  />,
                ]
              : []),
            ...Edges.map(({ ReferenceId: to, SummaryStatistics: seen, ResponseTimeHistogram: times }) => (
              <Line
                key={`${ReferenceId} ${to}`}
                name={`${names.get(ReferenceId)} → ${names.get(to) ?? 'another'}`}
                kind="calls"
                numbers={numbersOf(seen, times, minutes)}
              />
            )),
          ])}
        </tbody>
      </table>
    </Scroll>
  );
}

export const nameOf = ({ Type, Name, Names }: Pick<Service, 'Type' | 'Name' | 'Names'>): string =>
  Type === 'client' ? 'Client' : (Name ?? Names[0] ?? '');

function Line({ name, kind, numbers }: { readonly name: string; readonly kind: string; readonly numbers: Numbers }) {
  const { requests, perMinute, faults, errors, throttles, average, p50, p95, p99 } = numbers;
  return (
    <tr>
      <td class={kind === 'calls' ? 'faint' : 'name'}>{name}</td>
      <td class="kind">{kind}</td>
      <td class="number">
        {requests.toLocaleString()}, {rate(perMinute)}
      </td>
      <td class={faults > 0 ? 'number raised' : 'number'}>{percent(faults)}</td>
      <td class="number">{percent(errors)}</td>
      <td class="number">{percent(throttles)}</td>
      {Object.entries({ average, p50, p95, p99 }).map(([which, ms]) => (
        <td class="number" key={which}>
          {duration(ms)}
        </td>
      ))}
    </tr>
  );
}
