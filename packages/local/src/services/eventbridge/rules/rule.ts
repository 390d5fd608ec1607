import type { Place } from '@safelight/asl/identity';
import type { Target } from '#services/eventbridge/rules/target.ts';

export interface EventBus {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  /** Seconds since the epoch. */
  readonly created: number;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly description?: string;
  readonly roleArn?: string;
  /** The text of the pattern, as it was put. */
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  /** Milliseconds since the epoch: when it was put with this schedule and state. */
  readonly since: number;
  readonly targets: readonly Target[];
}

export const DEFAULT_BUS = 'default';

export const busArn = (place: Place, name: string): string => `${prefix(place)}event-bus/${name}`;

export const ruleArn = (place: Place, bus: string, name: string): string =>
  `${prefix(place)}rule/${bus === DEFAULT_BUS ? '' : `${bus}/`}${name}`;

const prefix = ({ partition, region, accountId }: Place) => `arn:${partition}:events:${region}:${accountId}:`;

/** A bus's name from its name or ARN. */
export const busName = (nameOrArn: string | undefined): string =>
  nameOrArn === undefined ? DEFAULT_BUS : (nameOrArn.split(':event-bus/').at(-1) ?? nameOrArn);
