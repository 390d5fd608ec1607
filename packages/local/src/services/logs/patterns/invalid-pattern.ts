import { invalidParameter } from '#services/logs/errors.ts';

export function refusePattern(why: string): never {
  throw invalidParameter(`Invalid filter pattern: ${why}`);
}
