import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Reads POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL. Events are never logged: they may hold personal data. */
export const logger = new Logger();

/** Reads POWERTOOLS_METRICS_NAMESPACE and POWERTOOLS_SERVICE_NAME. */
export const metrics = new Metrics();

/** Every metric of the system, named once: alarms and dashboards say the same names. */
export const MetricName = {
  PhotoInspected: 'PhotoInspected',
  PhotoRejected: 'PhotoRejected',
  VariantsStored: 'VariantsStored',
  VariantBytes: 'VariantBytes',
  ObjectsRemoved: 'ObjectsRemoved',
} as const;
