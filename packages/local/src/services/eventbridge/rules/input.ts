import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { validationErrors } from '#gateway/constraint.ts';
import { others, takingBy } from '#gateway/dispatch/taking.ts';
import { anyJson } from '#services/record.ts';

const name = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]+$/)
  .max(64);
const tags = z.array(z.unknown()).optional();

/** A list has a hundred on a page, or fewer where so asked. */
const paged = { Limit: z.int().min(1).max(100).default(100), NextToken: z.string().min(1).max(2048).optional() };

const ruleName = { Name: name, EventBusName: z.string().optional() };

const unmanaged = { withoutEffect: { Force: 'no rule here is managed by a service of AWS' } };

/** Inputs of the operations on rules, https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html */
export const ruleInputs = {
  rule: z.object(ruleName),
  deleteRule: z.object(ruleName).register(others, unmanaged),
  putRule: z.object({
    Name: name,
    EventBusName: z.string().optional(),
    EventPattern: z.string().max(4096).optional(),
    ScheduleExpression: z.string().max(256).optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Description: z.string().max(512).optional(),
    RoleArn: z.string().optional(),
    Tags: tags,
  }),
  targetsOf: z.object({ Rule: name, EventBusName: z.string().optional() }),
  listTargets: z.object({ Rule: name, EventBusName: z.string().optional(), ...paged }),
  putTargets: z.object({ Rule: name, EventBusName: z.string().optional(), Targets: z.array(anyJson).min(1).max(100) }),
  removeTargets: z
    .object({ Rule: name, EventBusName: z.string().optional(), Ids: z.array(z.string()).min(1).max(100) })
    .register(others, unmanaged),
  listRules: z.object({ NamePrefix: z.string().optional(), EventBusName: z.string().optional(), ...paged }),
  listByTarget: z.object({ TargetArn: z.string(), EventBusName: z.string().optional(), ...paged }),
  createBus: z
    .object({
      Name: z
        .string()
        .regex(/^[/.\-_A-Za-z0-9]+$/)
        .max(256),
      Description: z.string().max(512).optional(),
      Tags: tags,
    })
    .register(others, {
      refused: ['EventSourceName', 'DeadLetterConfig'],
      withoutEffect: {
        KmsKeyIdentifier: 'data on this machine is not encrypted',
        LogConfig: 'a bus writes no logs of its own here',
      },
    }),
  bus: z.object({ Name: z.string().optional() }),
  listBuses: z.object({ NamePrefix: z.string().optional(), ...paged }),
  testPattern: z.object({ EventPattern: z.string(), Event: z.string() }),
};

export const invalid = (message: string) => new AwsError('ValidationException', message);

/** Throws ValidationException naming what is wrong. */
export function parse<T>(schema: z.ZodType<T>, input: JsonObject): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(validationErrors(parsed.error, input));
}

export const taking = takingBy(parse);
