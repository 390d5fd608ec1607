import type { Place } from '@safelight/asl/identity';
import type * as z from 'zod';
import type { inputs } from '#services/scheduler/input.ts';

export const DEFAULT_GROUP = 'default';

export const scheduleArn = ({ partition, region, accountId }: Place, group: string, name: string): string =>
  `arn:${partition}:scheduler:${region}:${accountId}:schedule/${group}/${name}`;

export const groupArn = ({ partition, region, accountId }: Place, group: string): string =>
  `arn:${partition}:scheduler:${region}:${accountId}:schedule-group/${group}`;

/** Schedules that are named, listed and deleted together. */
export interface ScheduleGroup {
  readonly name: string;
  readonly arn: string;
  /** Seconds since the epoch, here and below. */
  readonly created: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly clientToken?: string;
}

type Given = z.infer<typeof inputs.create>;

/** What a schedule is asked to do, with all that is there by default. */
export interface Schedule extends Omit<Given, 'Name' | 'GroupName' | 'ClientToken'> {
  readonly name: string;
  readonly group: string;
  readonly arn: string;
  readonly groupArn: string;
  readonly created: number;
  readonly modified: number;
  /** Since when it keeps its times, in milliseconds since the epoch: rates count from it. */
  readonly since: number;
  readonly clientToken?: string;
}
