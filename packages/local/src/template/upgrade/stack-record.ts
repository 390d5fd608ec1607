import type { Json } from '@safelight/asl/json';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';

const removalPolicy = z.enum(['Delete', 'Retain']);

const recordedResource = z.object({
  logicalId: z.string(),
  type: z.string(),
  /** The value of `Ref`. */
  physicalId: z.string(),
  /** Tells one physical resource from another; the URL of a queue changes with the port, its ARN does not. */
  identity: z.string(),
  /** Those that its removal needs. */
  properties: z.record(z.string(), z.custom<Json>()),
  /** Hash of the properties as the template wrote them. */
  definition: z.string(),
  deletionPolicy: removalPolicy,
  updateReplacePolicy: removalPolicy,
});

/** What one boot has made of a template, for the next one to compare with. */
export type RecordedResource = z.infer<typeof recordedResource>;

const stackRecord = z.object({
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  updatedAt: z.optional(z.number()),
  /** In the order in which they were made. */
  resources: z.array(recordedResource),
});

export type StackRecord = z.infer<typeof stackRecord>;

export const readStackRecord = (file: string): StackRecord | undefined =>
  readJsonFile(file, z.optional(stackRecord), undefined);

export const writeStackRecord = (file: string, record: StackRecord): void => writeJsonFile(file, record);
