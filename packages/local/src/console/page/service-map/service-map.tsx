import { useState } from 'preact/hooks';
import { hrefTo } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { FilterForm } from '../kit/filters.tsx';
import { Problem } from '../kit/problem.tsx';
import type { Service } from './answers.ts';
import { ServiceMapGraph } from './map.tsx';
import { nameOf, ServiceTable } from './table.tsx';

const WINDOWS = { 5: 'last 5 minutes', 60: 'last hour', 180: 'last 3 hours' };
const LONGEST = 180;

/** `#/service-map?minutes=`: who calls whom, how often, how well and how fast. */
export function ServiceMap({ query }: ViewProps) {
  const minutes = Number(query.get('minutes') ?? LONGEST);
  const { value, error } = useAsked<readonly Service[]>(`service-map?minutes=${minutes}`);
  return (
    <>
      <h1>Service map</h1>
      <FilterForm>
        <label>
          Requests of the
          <select
            value={String(minutes)}
            onChange={({ currentTarget }) =>
              location.replace(hrefTo('service-map', [], { minutes: currentTarget.value }))
            }
          >
            {Object.entries(WINDOWS).map(([of, text]) => (
              <option key={of} value={of}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </FilterForm>
      <Problem text={error} />
      {value?.length === 0 && <p class="empty">No request was recorded.</p>}
      {value && value.length > 0 && <Shown services={value} minutes={minutes} />}
    </>
  );
}

/** All services, or the one that is selected with its neighbours. */
function Shown({ services, minutes }: { readonly services: readonly Service[]; readonly minutes: number }) {
  const [selected, select] = useState<number>();
  const chosen = services.find(({ ReferenceId }) => ReferenceId === selected);
  const shown = chosen ? services.filter((service) => isNear(service, chosen)) : services;
  return (
    <>
      <ServiceMapGraph services={services} minutes={minutes} selected={selected} select={select} />
      {chosen && chosen.Type !== 'client' && (
        <p>
          <a href={hrefTo('traces', [], { filter: `service("${nameOf(chosen).replaceAll('"', '\\"')}")` })}>
            Traces of {nameOf(chosen)}
          </a>
        </p>
      )}
      <ServiceTable services={shown} minutes={minutes} />
    </>
  );
}

const calls = (one: Service, other: Service) => one.Edges.some(({ ReferenceId }) => ReferenceId === other.ReferenceId);

const isNear = (service: Service, chosen: Service) =>
  service === chosen || calls(service, chosen) || calls(chosen, service);
