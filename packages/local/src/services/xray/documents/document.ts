import * as z from 'zod';

/**
 * Segment documents, in the fields that are looked at; all others are kept as they are. Times are seconds since the epoch.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
const httpFields = z.looseObject({
  request: z
    .looseObject({
      method: z.string().optional(),
      url: z.string().optional(),
      user_agent: z.string().optional(),
      client_ip: z.string().optional(),
    })
    .optional(),
  response: z.looseObject({ status: z.number().optional() }).optional(),
});

const exceptionFields = z.looseObject({
  message: z.string().optional(),
  type: z.string().optional(),
  remote: z.boolean().optional(),
});

const annotationValue = z.union([z.string(), z.number(), z.boolean()]);

const timed = {
  id: z.string(),
  name: z.string(),
  start_time: z.number(),
  end_time: z.number().optional(),
  in_progress: z.boolean().optional(),
  error: z.boolean().optional(),
  fault: z.boolean().optional(),
  throttle: z.boolean().optional(),
  http: httpFields.optional(),
  /** The text is the id of an exception that another subsegment holds. */
  cause: z.union([z.string(), z.looseObject({ exceptions: z.array(exceptionFields).optional() })]).optional(),
  annotations: z.record(z.string(), annotationValue).optional(),
  aws: z.looseObject({}).optional(),
};

/** Work within a segment. */
export interface Subsegment extends z.infer<typeof subsegmentFields> {
  readonly subsegments?: readonly Subsegment[] | undefined;
}

const subsegmentFields = z.looseObject({ ...timed, namespace: z.string().optional() });

const subsegment: z.ZodType<Subsegment> = subsegmentFields.extend({
  get subsegments() {
    return z.array(subsegment).optional();
  },
});

const documentFields = subsegmentFields.extend({
  trace_id: z.string(),
  parent_id: z.string().optional(),
  /** `subsegment` for one that is sent by itself. */
  type: z.string().optional(),
  origin: z.string().optional(),
  resource_arn: z.string().optional(),
  user: z.string().optional(),
  /** What X-Ray has concluded from the call of another. */
  inferred: z.boolean().optional(),
  subsegments: z.array(subsegment).optional(),
});

export const document = documentFields;

/** A segment, or a subsegment that was sent by itself. */
export type TraceDocument = z.infer<typeof documentFields>;
export type AnnotationValue = z.infer<typeof annotationValue>;

/** All that is in it, however deep, itself first. */
export function* within(root: Subsegment): Generator<Subsegment> {
  yield root;
  for (const child of root.subsegments ?? []) yield* within(child);
}

/** In seconds; 0 for one that goes on. */
export const secondsOf = ({ start_time, end_time = start_time }: Subsegment): number => end_time - start_time;

export const statusOf = ({ http }: Subsegment): number | undefined => http?.response?.status;

/** Members of `aws` that say what a call was about. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws */
const resourceMembers = z.object({
  resource_names: z.tuple([z.string()], z.unknown()).optional().catch(undefined),
  table_name: z.string().optional().catch(undefined),
  bucket_name: z.string().optional().catch(undefined),
  queue_url: z.string().optional().catch(undefined),
});

/** As the service map calls it: what was inferred from a call is named after the resource that was called. */
export function serviceNameOf({ name, inferred, aws }: TraceDocument): string {
  if (inferred !== true || aws === undefined) return name;
  const { resource_names: names, table_name, bucket_name, queue_url } = resourceMembers.parse(aws);
  return names?.[0] ?? table_name ?? bucket_name ?? queue_url ?? name;
}
