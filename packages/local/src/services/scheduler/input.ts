import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { validationErrors } from '#gateway/constraint.ts';
import { others, takingBy } from '#gateway/dispatch/taking.ts';
import { invalid } from '#services/scheduler/errors.ts';
import { DEFAULT_GROUP } from '#services/scheduler/schedule.ts';
import { target } from '#services/scheduler/target.ts';

const name = z
  .string()
  .regex(/^[0-9a-zA-Z-_.]+$/)
  .max(64);
const group = name.default(DEFAULT_GROUP);
const token = z
  .string()
  .regex(/^[a-zA-Z0-9-_]+$/)
  .max(64)
  .optional();
/** Seconds since the epoch, as the protocol writes times. */
const time = z.number().optional();
const paged = { MaxResults: z.coerce.number().int().min(1).max(100).default(100), NextToken: z.string().optional() };

const flexibleTimeWindow = z
  .strictObject({
    Mode: z.enum(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: z.int().min(1).max(1440).optional(),
  })
  .refine(({ Mode, MaximumWindowInMinutes }) => (Mode === 'OFF') === (MaximumWindowInMinutes === undefined), {
    error: 'MaximumWindowInMinutes is for the mode FLEXIBLE, which needs it',
  });

const tag = z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().min(1).max(256) });
const tags = z.array(tag).max(200);
/** Tags are of groups, and of nothing else. */
const taggedArn = z
  .string()
  .regex(/^arn:aws(-[a-z]+)?:scheduler:[a-z0-9-]+:\d{12}:schedule-group\/[0-9a-zA-Z-_.]+$/)
  .max(1011);

const encryption = { withoutEffect: { KmsKeyArn: 'data on this machine is not encrypted' } };

/** An update is of the whole schedule: what it leaves out goes back to its default. */
const schedule = z
  .object({
    Name: name,
    GroupName: group,
    ScheduleExpression: z.string().min(1).max(256),
    ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
    FlexibleTimeWindow: flexibleTimeWindow,
    Target: target,
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Description: z.string().max(512).optional(),
    StartDate: time,
    EndDate: time,
    ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
    ClientToken: token,
  })
  .register(others, encryption);

/** Inputs of the operations, https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html */
export const inputs = {
  create: schedule,
  named: z.object({ Name: name, GroupName: group }),
  remove: z.object({ Name: name, GroupName: group, ClientToken: token }),
  list: z.object({
    GroupName: name.optional(),
    NamePrefix: name.optional(),
    State: z.enum(['ENABLED', 'DISABLED']).optional(),
    ...paged,
  }),
  createGroup: z.object({ Name: name, ClientToken: token, Tags: tags.default([]) }),
  group: z.object({ Name: name }),
  removeGroup: z.object({ Name: name, ClientToken: token }),
  listGroups: z.object({ NamePrefix: name.optional(), ...paged }),
  tag: z.object({ ResourceArn: taggedArn, Tags: tags }),
  untag: z.object({ ResourceArn: taggedArn, TagKeys: z.array(z.string().min(1).max(128)).max(200) }),
  tagged: z.object({ ResourceArn: taggedArn }),
};

/** Throws ValidationException naming what is wrong. */
function parse<T>(schema: z.ZodType<T>, input: JsonObject): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(validationErrors(parsed.error, input));
}

export const taking = takingBy(parse);
