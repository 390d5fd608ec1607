import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';

/** Reads POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL. Events are never logged: they may hold personal data. */
export const logger = new Logger();

/** Reads POWERTOOLS_METRICS_NAMESPACE and POWERTOOLS_SERVICE_NAME. */
export const metrics = new Metrics();

/** Publishes what an invocation counted, if it counted anything. (Powertools' own middleware warns where it did not.) */
export function publishMetrics(): MiddlewareObj {
  const publish = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { after: publish, onError: publish };
}

/** Every metric of the system, named once: alarms and dashboards say the same names. */
export const MetricName = {
  PhotoInspected: 'PhotoInspected',
  /** Invocations that ended in a rejection: each is a function error that is nobody's fault. */
  PhotoRejected: 'PhotoRejected',
  /** Invocations that found their photo gone or replaced: likewise. */
  PhotoSuperseded: 'PhotoSuperseded',
  VariantsStored: 'VariantsStored',
  ObjectsRemoved: 'ObjectsRemoved',
  OrderInvalid: 'OrderInvalid',
  PaymentDeclined: 'PaymentDeclined',
} as const;
