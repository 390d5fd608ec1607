import type { Json } from '@safelight/asl/json';
import * as z from 'zod';

/** Schema of an object whose names are data: `__proto__`, which zod's own leaves out, is a name like any other. */
export const record = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => renamed(given, PROTO, HIDDEN), z.record(z.string(), schema)).transform(shown);

/** Schema of what was parsed from JSON, with all of its names. */
export const anyJson = z.custom<Json>((value) => value !== undefined);

const PROTO = '__proto__';
const HIDDEN = `\0${PROTO}`;

const shown = <T extends object>(given: T): T => renamed(given, HIDDEN, PROTO);

function renamed<T>(given: T, from: string, to: string): T {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, from)) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name === from ? to : name, value])) as T;
}
