import { isJsonObject, type Json } from '@safelight/asl/json';

const STEP = /\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\["([^"]+)"\]|\[(\d+)\]/y;

/** Reads a value from an event; `undefined` where the path leads nowhere. */
export type Path = (event: Json) => Json | undefined;

/**
 * The JSON paths that EventBridge takes: dots, brackets, indexes. No wildcards, filters or slices.
 * Answers undefined for anything else.
 */
export function parseJsonPath(path: string): Path | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: string[] = [];
  STEP.lastIndex = 1;
  for (let at = 1; at < path.length; at = STEP.lastIndex) {
    const match = STEP.exec(path);
    if (!match) return undefined;
    steps.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  return (event) => steps.reduce<Json | undefined>(into, event);
}

function into(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
