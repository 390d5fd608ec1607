/**
 * Fault or warning of a definition, as ValidateStateMachineDefinition reports it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Such as `/States/Resize/Retry[0]/ErrorEquals`; absent where the fault is not in one place. */
  readonly location?: string;
}

export type DiagnosticCode =
  | 'DUPLICATE_LABEL_NAME'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_JSON_DESCRIPTION'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'INVALID_LABEL_NAME'
  | 'INVALID_STATE_NAME'
  | 'INVALID_VARIABLE_NAME'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC'
  | 'RESERVED_VARIABLE_NAME'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'TOO_DEEPLY_NESTED'
  | 'UNSUPPORTED_JSONATA_EXPRESSION';

/** Thrown by `loadDefinition`; its message is the one of CreateStateMachine's `InvalidDefinition`. */
export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(`Invalid State Machine Definition: '${diagnostics.map(describe).join(', ')}'`);
    this.diagnostics = diagnostics;
  }
}

// AWS writes `at null` for a diagnostic without a place; where its message ends in a space, two come before `at`.
const describe = ({ code, message, location }: Diagnostic) => `${code}: ${message} at ${location ?? 'null'}`;
