import type { ConsoleRoutes } from '#local/console/extension.ts';
import type { Meter } from '#local/usage/meter.ts';

/** `GET /_console/usage`: what was used, of everything or of the execution `?of=ARN`. It changes nothing. */
export const usageRoutes = (meter: Pick<Meter, 'report'>): ConsoleRoutes => ({
  'GET usage': async ({ of }) => ({
    kind: 'json',
    value: meter.report(of === '' ? undefined : of),
    isMeasured: true,
  }),
});
