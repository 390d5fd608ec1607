import { memberOf } from '@safelight/asl/json';
import * as z from 'zod';
import { type Datum, type RecordMetric, UNITS } from '#local/metrics/metric.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const directive = z.object({
  Namespace: z.string(),
  Dimensions: z.array(z.array(z.string())).default([[]]),
  Metrics: z.array(
    z.object({
      Name: z.string(),
      Unit: z.enum(UNITS).default('None'),
      StorageResolution: z.union([z.literal(1), z.literal(60)]).default(60),
    }),
  ),
});

const document = z.looseObject({
  _aws: z.object({ Timestamp: z.number(), CloudWatchMetrics: z.array(directive) }),
});

type Document = z.infer<typeof document>;

/** Records the metrics that a line of a log holds; most lines hold none, and cost one look. */
export function recordEmbedded(line: string, record: RecordMetric): void {
  if (!line.includes('"_aws"')) return;
  const parsed = document.safeParse(parseJson(line));
  if (!parsed.success) return;
  for (const datum of dataIn(parsed.data)) record(datum);
}

function dataIn(line: Document): readonly Datum[] {
  const { Timestamp: at, CloudWatchMetrics: directives } = line._aws;
  return directives.flatMap(({ Namespace: namespace, Dimensions: sets, Metrics: metrics }) =>
    sets.flatMap((set) => {
      const dimensions = Object.fromEntries(set.map((name) => [name, String(memberOf(line, name) ?? '')]));
      return metrics.flatMap(({ Name: name, Unit: unit, StorageResolution: resolution }) =>
        valuesOf(memberOf(line, name)).map((value) => {
          return { namespace, name, dimensions, value, unit, at, isHighResolution: resolution === 1 };
        }),
      );
    }),
  );
}

/** A metric's target is a number, or up to a hundred of them. */
const valuesOf = (target: unknown): readonly number[] =>
  [target].flat().filter((value): value is number => typeof value === 'number' && Number.isFinite(value));

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // A line that only looks like it: it stays what it is, a line of the log.
    return undefined;
  }
}
