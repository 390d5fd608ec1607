import type { State } from '#asl/definition/types.ts';
import type { Inspection } from '#asl/execution/inspection.ts';
import type { Json } from '#asl/json.ts';

/** Which steps TestState shows of a state, beside what is a number already. */
const SHOWN: Readonly<Record<'JSONPath' | 'JSONata', Readonly<Partial<Record<State['Type'], readonly Step[]>>>>> = {
  JSONPath: {
    Task: ['afterInputPath', 'afterParameters', 'result', 'afterResultSelector', 'afterResultPath'],
    Pass: ['afterInputPath', 'afterParameters', 'result', 'afterResultSelector', 'afterResultPath'],
    Wait: ['afterInputPath'],
    Choice: ['afterInputPath'],
    Succeed: ['afterInputPath'],
    Fail: ['afterInputPath'],
    Map: [
      'afterInputPath',
      'afterItemsPath',
      'afterItemsPointer',
      'afterItemSelector',
      'afterItemBatcher',
      ...(['afterResultSelector', 'afterResultPath'] as const),
    ],
    Parallel: ['afterResultSelector', 'afterResultPath'],
  },
  JSONata: { Task: ['afterArguments', 'result'], Map: ['afterItemsPointer', 'afterItemSelector', 'afterItemBatcher'] },
};

type Step = Exclude<keyof Inspection, 'input' | 'variables' | 'maxConcurrency' | 'errorDetails' | `tolerated${string}`>;

/**
 * `inspectionData` of TestState: payloads as JSON text.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html
 */
export function inspectionData(
  noted: Inspection,
  state: State,
  language: 'JSONPath' | 'JSONata',
): Readonly<Record<string, unknown>> {
  const { input, variables, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage, errorDetails } = noted;
  const steps = language === 'JSONPath' ? withSteps(noted, state) : noted;
  const shown = (SHOWN[language][state.Type] ?? []).map((step) => [step, text(steps[step])]);
  const data = {
    input: text(input),
    ...Object.fromEntries(shown),
    variables: variables !== undefined && Object.keys(variables).length > 0 ? text(variables) : undefined,
    maxConcurrency,
    toleratedFailureCount,
    toleratedFailurePercentage,
    errorDetails,
  };
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/** Steps that a state leaves out change nothing, and are shown so. */
function withSteps(noted: Inspection, state: State): Inspection {
  const { Type } = state;
  const { input } = noted;
  const result = Type === 'Pass' ? state.Result : noted.result;
  // Fail reads nothing of its input, and has no step that could be noted.
  const afterInputPath = noted.afterInputPath ?? (Type === 'Fail' ? input : undefined);
  const afterParameters = noted.afterParameters ?? afterInputPath;
  const afterResultSelector = noted.afterResultSelector ?? result ?? (Type === 'Pass' ? afterParameters : undefined);
  const all = { ...noted, afterInputPath, afterParameters, afterResultSelector, result };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const text = (value: Json | undefined) => (value === undefined ? undefined : JSON.stringify(value));
