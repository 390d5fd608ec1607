import { Findings, type Place } from '#asl/definition/check/checker.ts';
import { createChecker } from '#asl/definition/check/kinds.ts';
import { checkUniqueNames } from '#asl/definition/check/names.ts';
import { languageOf } from '#asl/definition/check/state.ts';
import { checkTransitions } from '#asl/definition/check/transitions.ts';
import { checkVariableScopes } from '#asl/definition/check/variables.ts';
import type { Diagnostic } from '#asl/definition/diagnostic.ts';
import { isPlaceholder } from '#asl/definition/placeholders.ts';
import { MACHINE_SHAPE } from '#asl/definition/shapes.ts';
import { parseJson } from '#asl/definition/syntax/json-fault.ts';
import { isJsonObject } from '#asl/json.ts';
import { atOnce, type Steps } from '#asl/language/turns.ts';

export interface ValidateOptions {
  /** Express state machines have no activities, callbacks, jobs or distributed maps. */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** False for a state that is tested alone: its targets are not there. */
  readonly transitions?: boolean;
  /** A text that is nothing but `${Name}` stands for what is put there later, and is not judged. */
  readonly placeholders?: boolean;
}

/** Everything that is wrong with a definition, in JSON text or parsed; empty when CreateStateMachine would take it. */
export const validateDefinition = (source: unknown, options: ValidateOptions = {}): readonly Diagnostic[] =>
  atOnce(validating(source, options));

/** The steps of `validateDefinition`. */
export function* validating(source: unknown, options: ValidateOptions = {}): Steps<readonly Diagnostic[]> {
  const parsed = parseSource(source);
  return parsed.ok ? yield* validatingParsed(parsed.value, options) : [parsed.fault];
}

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: Diagnostic };

export function parseSource(source: unknown): Parsed {
  if (typeof source !== 'string') return { ok: true, value: source };
  if (source.trim() === '') return { ok: false, fault: NO_OBJECT };
  const parsed = parseJson(source);
  if (parsed.ok) return parsed;
  return { ok: false, fault: { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: parsed.why } };
}

const NO_OBJECT: Diagnostic = {
  severity: 'ERROR',
  code: 'SCHEMA_VALIDATION_FAILED',
  message: 'Definition must be a valid JSON object',
};

export function* validatingParsed(machine: unknown, options: ValidateOptions): Steps<readonly Diagnostic[]> {
  if (!isJsonObject(machine)) return [NO_OBJECT];
  try {
    return yield* diagnosing(machine, options);
  } catch (error) {
    // Deeper than any check can follow.
    if (error instanceof RangeError) return [TOO_DEEP];
    throw error;
  }
}

const TOO_DEEP: Diagnostic = {
  severity: 'ERROR',
  code: 'TOO_DEEPLY_NESTED',
  message: 'The definition is too deeply nested',
};

const none = () => false;

function* diagnosing(
  machine: Readonly<Record<string, unknown>>,
  options: ValidateOptions,
): Steps<readonly Diagnostic[]> {
  const findings = new Findings();
  const machineLanguage = languageOf(machine.QueryLanguage, 'JSONPath');
  const checker = createChecker({
    machineLanguage,
    express: options.type === 'EXPRESS',
    isOpen: options.placeholders === true ? isPlaceholder : none,
    report: findings.add,
    later: findings.later,
  });
  const place: Place = { path: '', field: '', language: machineLanguage, catching: false, hasResult: false };
  checker.object(MACHINE_SHAPE, machine, place);
  checkUniqueNames(checker, machine);
  checkVariableScopes(checker, machine);
  yield* findings.rest();
  const diagnostics: Diagnostic[] = [...findings.diagnostics];
  if (options.transitions === false) return diagnostics;
  checkTransitions(machine, (message, location, code) =>
    diagnostics.push({ severity: 'ERROR', code, message, ...(location !== undefined && { location }) }),
  );
  return diagnostics;
}
