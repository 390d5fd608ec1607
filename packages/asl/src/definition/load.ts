import { InvalidDefinition } from '#asl/definition/diagnostic.ts';
import type { StateMachineDefinition } from '#asl/definition/types.ts';
import { parseSource, type ValidateOptions, validatingParsed } from '#asl/definition/validate.ts';
import { atOnce, type Steps } from '#asl/language/turns.ts';

/**
 * Reads a definition in the Amazon States Language, as JSON text or already parsed, and checks all of it: fields, values,
 * paths, intrinsic functions, JSONata expressions and transitions.
 * Throws `InvalidDefinition`, with a diagnostic for each fault, where CreateStateMachine would.
 */
export const loadDefinition = (source: unknown, options: ValidateOptions = {}): StateMachineDefinition =>
  atOnce(loading(source, options));

/** The steps of `loadDefinition`. */
export function* loading(source: unknown, options: ValidateOptions = {}): Steps<StateMachineDefinition> {
  const parsed = parseSource(source);
  if (!parsed.ok) throw new InvalidDefinition([parsed.fault]);
  const diagnostics = yield* validatingParsed(parsed.value, options);
  if (diagnostics.length > 0) throw new InvalidDefinition(diagnostics);
  // The one place where the checked shape becomes the typed one.
  return parsed.value as StateMachineDefinition;
}

/** Reads the JSON text of a definition that `loadDefinition` has checked before. */
export const reloadDefinition = (checked: string): StateMachineDefinition => JSON.parse(checked);
