import type { Diagnostic } from '@safelight/asl/definition/diagnostic';
import { parseJson } from '@safelight/asl/definition/syntax/json-fault';
import { validating } from '@safelight/asl/definition/validate';
import { definitionWarnings } from '@safelight/asl/definition/warnings';
import { inTurns } from '@safelight/asl/language/turns';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { oneOf, text, wholeNumber } from '#services/states/input.ts';
import { onAll } from '#services/states/operation.ts';

const MOST_DIAGNOSTICS = 100;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export const validationOperations = (): Unlisted => ({
  ValidateStateMachineDefinition: {
    access: onAll('ValidateStateMachineDefinition'),
    async run(input) {
      const definition = text(input, 'definition', { min: 1, max: 1024 * 1024 });
      const type = oneOf(input, 'type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
      const severity = oneOf(input, 'severity', ['ERROR', 'WARNING']) ?? 'ERROR';
      // Zero means the default.
      const most = wholeNumber(input, 'maxResults', 0, MOST_DIAGNOSTICS) || MOST_DIAGNOSTICS;
      const errors = await inTurns(validating(definition, { type }));
      const diagnostics = severity === 'ERROR' ? errors : [...errors, ...warningsOf(definition, errors)];
      return {
        result: errors.length > 0 ? 'FAIL' : 'OK',
        diagnostics: diagnostics.slice(0, most),
        truncated: diagnostics.length > most,
      };
    },
  },
});

function warningsOf(definition: string, errors: readonly Diagnostic[]): readonly Diagnostic[] {
  if (errors.some(({ code }) => code === 'TOO_DEEPLY_NESTED')) return [];
  const parsed = parseJson(definition);
  return parsed.ok ? definitionWarnings(parsed.value) : [];
}
