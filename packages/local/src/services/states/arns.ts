import type { Place } from '@safelight/asl/identity';
import { invalidArn, wrongResource } from '#services/states/errors.ts';

/**
 * ARNs of Step Functions: `arn:aws:states:REGION:ACCOUNT:TYPE:REST`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 */
export interface Arns {
  machine(name: string): string;
  activity(name: string): string;
  execution(machineName: string, name: string): string;
  express(machineName: string, name: string, id: string): string;
}

export type ArnType = 'stateMachine' | 'activity' | 'execution' | 'express' | 'mapRun';

export interface StatesArn {
  readonly type: ArnType;
  /** What follows the type, taken apart at colons. */
  readonly parts: readonly string[];
}

export function createArns({ partition, region, accountId }: Place): Arns {
  const arn = (type: ArnType, ...rest: string[]) =>
    [`arn:${partition}:states:${region}:${accountId}`, type, ...rest].join(':');
  return {
    machine: (name) => arn('stateMachine', name),
    activity: (name) => arn('activity', name),
    execution: (machineName, name) => arn('execution', machineName, name),
    express: (machineName, name, id) => arn('express', machineName, name, id),
  };
}

const TYPES: readonly ArnType[] = ['stateMachine', 'activity', 'execution', 'express', 'mapRun'];
const SHAPE = /^arn:[^:]+:states:[^:]*:\d*:(?<type>[^:]+):(?<rest>.+)$/;

/** Throws `InvalidArn` where it is no ARN of Step Functions, or of another type than wanted. */
export function parseArn(arn: string, ...wanted: readonly ArnType[]): StatesArn {
  const { type: name, rest = '' } = SHAPE.exec(arn)?.groups ?? {};
  const type = TYPES.find((known) => known === name);
  if (type === undefined) throw invalidArn(arn);
  if (!wanted.includes(type)) throw wrongResource(type);
  return { type, parts: rest.split(':') };
}

/** A state machine's ARN, with the version or alias that may follow. */
export interface MachineTarget {
  /** Unqualified. */
  readonly machineArn: string;
  readonly version?: number;
  readonly alias?: string;
}

export function parseMachineArn(arn: string): MachineTarget {
  const { parts } = parseArn(arn, 'stateMachine');
  const [name = '', qualifier] = parts;
  if (parts.length > 2 || name === '') throw invalidArn(arn);
  if (qualifier === undefined) return { machineArn: arn };
  const machineArn = arn.slice(0, -qualifier.length - 1);
  return /^\d+$/.test(qualifier) ? { machineArn, version: Number(qualifier) } : { machineArn, alias: qualifier };
}
