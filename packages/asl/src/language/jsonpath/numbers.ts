import type { Json } from '#asl/json.ts';
import { assertNever } from '../../error.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import type { NumberKind } from '../language.ts';
import type { Found } from './path/evaluate.ts';

const NUMERIC = /^-?\d+(?:\.\d+)?$/;

/** The number that a `…Path` field found, or AWS's complaint about it. */
export function readNumber(
  evaluation: EvaluationContext,
  found: Found,
  where: { field: string; path: string; kind: NumberKind },
): number {
  const { field, path, kind } = where;
  switch (kind) {
    case 'seconds':
      return readSeconds(evaluation, found, field, path);
    case 'timeout':
      if (found.kind === 'missing') throw evaluation.runtimeError(`Invalid path '${path}' : ${found.why}`);
      return readSeconds(evaluation, found, field, path);
    case 'integer':
    case 'float':
      if (found.kind === 'missing') throw evaluation.runtimeError(`Invalid path '${path}' : ${found.why}`);
      return readCount(evaluation, found.value, where);
    default:
      return assertNever(kind);
  }
}

function readSeconds(evaluation: EvaluationContext, found: Found, field: string, path: string): number {
  if (found.kind === 'missing') {
    throw evaluation.runtimeError(`The ${field} parameter does not reference an input value: ${path}`);
  }
  const shown = `${path} == ${JSON.stringify(found.value)}`;
  const seconds = numberIn(found.value);
  if (seconds === undefined || !Number.isInteger(seconds)) {
    throw evaluation.runtimeError(`The ${field} parameter cannot be parsed as a long value: ${shown}`);
  }
  if (seconds < 0) throw evaluation.runtimeError(`The ${field} parameter references a negative value: ${shown}`);
  return seconds;
}

function readCount(
  evaluation: EvaluationContext,
  value: Json,
  { field, path, kind }: { field: string; path: string; kind: NumberKind },
) {
  const number = numberIn(value);
  if (number !== undefined && (kind === 'float' || Number.isInteger(number))) return number;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw evaluation.runtimeError(`The ${field} field refers to value "${shown}" which is not a valid ${kind}: ${path}`);
}

/** Numbers may come as texts too. */
function numberIn(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMERIC.test(value) ? Number(value) : undefined;
}
