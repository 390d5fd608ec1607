import { validateDefinition } from '@safelight/asl/definition/validate';
import { oneOf, text, wholeNumber } from '#services/states/input.ts';
import { type Operations, onAll } from '#services/states/operation.ts';

const MOST_DIAGNOSTICS = 100;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export const validationOperations = (): Operations => ({
  ValidateStateMachineDefinition: {
    access: onAll('ValidateStateMachineDefinition'),
    run(input) {
      const definition = text(input, 'definition', { min: 1, max: 1024 * 1024 });
      const type = oneOf(input, 'type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
      oneOf(input, 'severity', ['ERROR', 'WARNING']);
      // Zero means the default.
      const most = wholeNumber(input, 'maxResults', 0, MOST_DIAGNOSTICS) || MOST_DIAGNOSTICS;
      const diagnostics = validateDefinition(definition, { type });
      return {
        result: diagnostics.length > 0 ? 'FAIL' : 'OK',
        diagnostics: diagnostics.slice(0, most),
        truncated: diagnostics.length > most,
      };
    },
  },
});
