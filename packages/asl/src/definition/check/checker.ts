import type { Diagnostic, DiagnosticCode } from '#asl/definition/diagnostic.ts';
import type { Kind, Shape } from '#asl/definition/shape.ts';
import type { QueryLanguage } from '#asl/definition/types.ts';
import type { Steps } from '#asl/language/turns.ts';

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

type Report = (message: string, place: Place | string, code?: DiagnosticCode) => void;

/** What a check works with: the way to report, and the checks of nested values. */
export interface Checker {
  readonly machineLanguage: QueryLanguage;
  readonly express: boolean;
  /** Whether a value is not known yet: what is put in its place is not judged. */
  isOpen(value: unknown): boolean;
  readonly report: Report;
  /** Looks at what takes time when all else has been looked at. What is reported then stands where it was found. */
  later(cost: number, look: (report: Report) => void): void;
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

const diagnosticOf = (...[message, place, code = 'SCHEMA_VALIDATION_FAILED']: Parameters<Report>): Diagnostic => ({
  ...{ severity: 'ERROR', code, message },
  location: typeof place === 'string' ? place : place.path || '/',
});

/** Gathers diagnostics in the order of the places that they are about. */
export class Findings {
  readonly #found: Diagnostic[][] = [[]];
  readonly #open: { readonly cost: number; readonly look: () => void }[] = [];

  readonly add: Report = (...finding) => void this.#found.at(-1)?.push(diagnosticOf(...finding));

  readonly later: Checker['later'] = (cost, look) => {
    const own: Diagnostic[] = [];
    this.#found.push(own, []);
    this.#open.push({ cost, look: () => look((...finding) => void own.push(diagnosticOf(...finding))) });
  };

  /** Looks at what was left for later. */
  *rest(): Steps<void> {
    for (const { cost, look } of this.#open) {
      look();
      yield cost;
    }
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#found.flat();
  }
}
