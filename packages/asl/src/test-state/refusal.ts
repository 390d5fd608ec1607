/** Refusal of what TestState does not even try, with the API's error code and AWS's wording. */
export class TestStateRefusal extends Error {
  override readonly name = 'TestStateRefusal';
  readonly code: 'ValidationException' | 'InvalidDefinition' | 'InvalidExecutionInput';

  constructor(message: string, code: TestStateRefusal['code'] = 'ValidationException') {
    super(message);
    this.code = code;
  }
}
