import { Findings, type Place } from '#asl/definition/check/checker.ts';
import { createChecker } from '#asl/definition/check/kinds.ts';
import { checkUniqueNames } from '#asl/definition/check/names.ts';
import { languageOf } from '#asl/definition/check/state.ts';
import { checkTransitions } from '#asl/definition/check/transitions.ts';
import { checkVariableScopes } from '#asl/definition/check/variables.ts';
import type { Diagnostic } from '#asl/definition/diagnostic.ts';
import { MACHINE_SHAPE } from '#asl/definition/shapes.ts';
import { isJsonObject } from '#asl/json.ts';

export interface ValidateOptions {
  /** Express state machines have no activities, callbacks, jobs or distributed maps. */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** False for a state that is tested alone: its targets are not there. */
  readonly transitions?: boolean;
}

/** Everything that is wrong with a definition, in JSON text or parsed; empty when CreateStateMachine would take it. */
export function validateDefinition(source: unknown, options: ValidateOptions = {}): readonly Diagnostic[] {
  const parsed = parseSource(source);
  if (!parsed.ok) return [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: parsed.message }];
  return validateParsed(parsed.value, options);
}

export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

export function parseSource(source: unknown): Parsed {
  if (typeof source !== 'string') return { ok: true, value: source };
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch (thrown) {
    return { ok: false, message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

export function validateParsed(machine: unknown, options: ValidateOptions): readonly Diagnostic[] {
  try {
    return diagnose(machine, options);
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

function diagnose(machine: unknown, options: ValidateOptions): readonly Diagnostic[] {
  const findings = new Findings();
  const machineLanguage = isJsonObject(machine) ? languageOf(machine.QueryLanguage, 'JSONPath') : 'JSONPath';
  const report = findings.add.bind(findings);
  const checker = createChecker({ machineLanguage, express: options.type === 'EXPRESS' }, report);
  const place: Place = { path: '', field: '', language: machineLanguage, catching: false, hasResult: false };
  checker.object(MACHINE_SHAPE, machine, place);
  if (!isJsonObject(machine)) return findings.diagnostics;
  checkUniqueNames(checker, machine);
  checkVariableScopes(checker, machine);
  const diagnostics: Diagnostic[] = [...findings.diagnostics];
  if (options.transitions === false) return diagnostics;
  checkTransitions(machine, (message, location, code) =>
    diagnostics.push({ severity: 'ERROR', code, message, ...(location !== undefined && { location }) }),
  );
  return diagnostics;
}
