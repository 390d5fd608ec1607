import { InvalidDefinition } from '#asl/definition/diagnostic.ts';
import type { StateMachineDefinition } from '#asl/definition/types.ts';
import { parseSource, type ValidateOptions, validateParsed } from '#asl/definition/validate.ts';

/**
 * Reads a definition in the Amazon States Language, as JSON text or already parsed, and checks all of it: fields, values,
 * paths, intrinsic functions, JSONata expressions and transitions.
 * Throws `InvalidDefinition`, with a diagnostic for each fault, where CreateStateMachine would.
 */
export function loadDefinition(source: unknown, options: ValidateOptions = {}): StateMachineDefinition {
  const parsed = parseSource(source);
  if (!parsed.ok) throw new InvalidDefinition([parsed.fault]);
  const diagnostics = validateParsed(parsed.value, options);
  if (diagnostics.length > 0) throw new InvalidDefinition(diagnostics);
  // The one place where the checked shape becomes the typed one.
  return parsed.value as StateMachineDefinition;
}
