import { CostPage } from '../cost/cost.tsx';
import type { Page } from '../frame/page.ts';
import { ServiceMap } from '../service-map/service-map.tsx';
import { TracePage } from '../traces/trace.tsx';
import { Traces } from '../traces/traces.tsx';

/** Pages of what was recorded and metered. */
export const analysisPages: readonly Page[] = [
  { name: 'traces', title: 'Traces', menu: 'Watch', view: Traces },
  { name: 'trace', title: 'Trace', view: TracePage },
  { name: 'service-map', title: 'Service map', menu: 'Watch', view: ServiceMap },
  { name: 'cost', title: 'Cost', menu: 'Watch', view: CostPage },
];
