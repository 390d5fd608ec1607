import * as z from 'zod';
import { anyJson, record } from '#services/record.ts';

/** What a state machine does, as it stands at one revision. */
export const revision = z.object({
  revisionId: z.string(),
  /** The one that a machine was created with: no answer tells its id. */
  isInitial: z.optional(z.boolean()),
  /** JSON text, as it was given. */
  definition: z.string(),
  roleArn: z.string(),
  loggingConfiguration: z.optional(record(anyJson)),
  tracingConfiguration: z.optional(record(anyJson)),
  encryptionConfiguration: z.optional(record(anyJson)),
});

const version = z.object({
  number: z.number(),
  description: z.optional(z.string()),
  /** Milliseconds since the epoch, as all dates that are stored. */
  creationDate: z.number(),
  revision,
});

const route = z.object({ version: z.number(), weight: z.number() });

const alias = z.object({
  name: z.string(),
  description: z.optional(z.string()),
  routes: z.array(route),
  creationDate: z.number(),
  updateDate: z.number(),
});

/** A state machine with its versions and aliases: one document on disk. */
export const machine = z.object({
  arn: z.string(),
  name: z.string(),
  type: z.enum(['STANDARD', 'EXPRESS']),
  status: z.enum(['ACTIVE', 'DELETING']),
  creationDate: z.number(),
  updateDate: z.number(),
  current: revision,
  versions: z.array(version),
  /** Numbers are not used again after a version was deleted. */
  lastVersion: z.number(),
  aliases: z.array(alias),
  tags: record(z.string()),
});

export type Machine = z.infer<typeof machine>;
export type MachineType = Machine['type'];
export type Revision = z.infer<typeof revision>;
export type Version = z.infer<typeof version>;
export type Alias = z.infer<typeof alias>;
export type Route = z.infer<typeof route>;

/** What callers name the first revision. */
const INITIAL_REVISION = 'INITIAL';

/** The id of a revision as callers give it. */
export const revisionName = ({ revisionId, isInitial }: Pick<Revision, 'revisionId' | 'isInitial'>): string =>
  isInitial ? INITIAL_REVISION : revisionId;

/** Epoch seconds, as the JSON protocol writes dates. */
export const seconds = (ms: number): number => ms / 1000;
