/**
 * The keys of a request, names in lower case: condition keys are compared without regard to case. A key that the request
 * does not bring is undefined.
 */
export interface ConditionContext {
  get(key: string): readonly string[] | undefined;
}
