import type { ConsoleRoutes } from '#local/console/extension.ts';
import { costOf } from '#local/usage/bill/cost.ts';
import { RATES } from '#local/usage/bill/rates.ts';
import type { Meter } from '#local/usage/meter.ts';

/**
 * `GET /_console/usage`: what was used, of everything or of the execution `?of=ARN`; `GET /_console/cost`: the same as a bill. They
 * change nothing.
 */
export function usageRoutes(meter: Pick<Meter, 'report'>): ConsoleRoutes {
  const reported = (of: string) => meter.report(of === '' ? undefined : of);
  return {
    'GET usage': async ({ of }) => ({ kind: 'json', value: reported(of), isMeasured: true }),
    'GET cost': async ({ of }) => ({ kind: 'json', value: costOf(reported(of), RATES), isMeasured: true }),
  };
}
