import type { Json } from '@safelight/asl/json';
import * as z from 'zod';
import type { Principal } from '#gateway/service.ts';
import { record } from '#services/record.ts';

const removalPolicy = z.enum(['Delete', 'Retain', 'RetainExceptOnCreate']);

const resourceRecord = z.object({
  logicalId: z.string(),
  type: z.string(),
  /** The value of `Ref`; empty before there is one. */
  physicalId: z.string(),
  /** Tells one physical resource from another; the URL of a queue changes with the port, its ARN does not. */
  identity: z.string(),
  attributes: record(z.string()),
  /** As they were resolved. */
  properties: record(z.custom<Json>()),
  deletionPolicy: removalPolicy,
  updateReplacePolicy: removalPolicy,
  /** Ends the names that are generated for it; empty for what a start has made. */
  suffix: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  updatedAt: z.number(),
  withoutEffect: z.optional(z.string()),
});

/** A resource of a stack, as it was made last. */
export type ResourceRecord = z.infer<typeof resourceRecord>;

const pair = z.object({ key: z.string(), value: z.string() });

const wanted = z.object({
  /** As it was sent: JSON or YAML. */
  template: z.string(),
  parameters: z.array(pair),
  tags: z.array(pair),
  capabilities: z.array(z.string()),
  /** In whose name resources are made; the caller's, unless it is given. */
  roleArn: z.optional(z.string()),
});

/** What a stack shall become. */
export type Wanted = z.infer<typeof wanted>;

const output = z.object({
  key: z.string(),
  value: z.string(),
  description: z.optional(z.string()),
  exportName: z.optional(z.string()),
});

export type OutputRecord = z.infer<typeof output>;

const work = z.object({
  principal: z.custom<Principal>(),
  token: z.optional(z.string()),
  /** Of an update: what it leads to, and what was there before. */
  target: z.optional(wanted),
  before: z.optional(z.array(resourceRecord)),
  /** What goes when all else is done. */
  leftovers: z.array(resourceRecord),
  /** Logical ids that a deletion leaves alone. */
  retained: z.array(z.string()),
  /** Where a failure leaves things as they are. */
  keepsFailed: z.boolean(),
});

/** What goes on, so that a start after a kill can go on with it. */
export type Work = z.infer<typeof work>;

export const stackRecord = z.object({
  id: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  /** Milliseconds since the epoch, as all times here. */
  createdAt: z.number(),
  updatedAt: z.optional(z.number()),
  deletedAt: z.optional(z.number()),
  status: z.string(),
  reason: z.optional(z.string()),
  wanted,
  onFailure: z.enum(['ROLLBACK', 'DO_NOTHING', 'DELETE']),
  isProtected: z.boolean(),
  timeoutMinutes: z.optional(z.number()),
  outputs: z.array(output),
  /** In the order in which they were made. */
  resources: z.array(resourceRecord),
  /** Names of the exports that it uses. */
  imports: z.array(z.string()),
  work: z.optional(work),
  /** What URLs in the properties of its resources begin with. */
  endpoint: z.string(),
});

export type StackRecord = z.infer<typeof stackRecord>;

export const changeSetRecord = z.object({
  id: z.string(),
  name: z.string(),
  stackId: z.string(),
  stackName: z.string(),
  type: z.enum(['CREATE', 'UPDATE']),
  description: z.optional(z.string()),
  createdAt: z.number(),
  status: z.string(),
  reason: z.optional(z.string()),
  executionStatus: z.string(),
  onFailure: z.optional(z.enum(['ROLLBACK', 'DO_NOTHING', 'DELETE'])),
  wanted,
  changes: z.array(z.custom<Json>()),
});

export type ChangeSetRecord = z.infer<typeof changeSetRecord>;

export const eventRecord = z.object({
  id: z.string(),
  at: z.number(),
  logicalId: z.string(),
  physicalId: z.string(),
  type: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  properties: z.optional(z.string()),
  token: z.optional(z.string()),
});

/** One line of what became of a stack: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html */
export type EventRecord = z.infer<typeof eventRecord>;
