import type { Diagnostic, DiagnosticCode } from '#asl/definition/diagnostic.ts';
import type { Kind, Shape } from '#asl/definition/shape.ts';
import type { QueryLanguage } from '#asl/definition/types.ts';

/** Where a value stands in a definition, and what holds there. */
export interface Place {
  /** Such as `/States/Resize/Catch[0]`; empty for the state machine. */
  readonly path: string;
  /** The name of the field, or of the field whose list the value is in. */
  readonly field: string;
  readonly language: QueryLanguage;
  /** Inside a catcher, where `$states.errorOutput` can be read. */
  readonly catching: boolean;
  /** Where `$states.result` can be read. */
  readonly hasResult: boolean;
}

/** What a check works with: the way to report, and the checks of nested values. */
export interface Checker {
  readonly machineLanguage: QueryLanguage;
  readonly express: boolean;
  /** Whether a value is not known yet: what is put in its place is not judged. */
  isOpen(value: unknown): boolean;
  report(message: string, place: Place | string, code?: DiagnosticCode): void;
  value(kind: Kind, value: unknown, place: Place): void;
  /** The fields of an object of that shape: known, allowed in the language, complete, and each right. */
  object(shape: Shape, value: unknown, place: Place): void;
}

export type Check<K extends Kind['is']> = (
  checker: Checker,
  value: unknown,
  place: Place,
  kind: Extract<Kind, { is: K }>,
) => void;

export const inField = (place: Place, field: string): Place => ({ ...place, field, path: `${place.path}/${field}` });
export const atIndex = (place: Place, index: number): Place => ({ ...place, path: `${place.path}[${index}]` });

/** Gathers diagnostics in the order in which they are found. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];

  add(message: string, place: Place | string, code: DiagnosticCode = 'SCHEMA_VALIDATION_FAILED'): void {
    const location = typeof place === 'string' ? place : place.path || '/';
    this.diagnostics.push({ severity: 'ERROR', code, message, location });
  }
}
