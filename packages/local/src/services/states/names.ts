import { invalidName } from '#services/states/errors.ts';

const LONGEST_NAME = 80;
/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html#API_CreateStateMachine_RequestSyntax */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\ufffe\uffff]|[\p{Cc}\p{Cs}]/u;
const ALIAS = /^(?=.*[a-zA-Z_.-])[a-zA-Z0-9_.-]{1,80}$/;

/** A name of a state machine, an execution or an activity. */
export function checkName(name: string): string {
  if (name === '' || name.length > LONGEST_NAME || FORBIDDEN.test(name)) throw invalidName(name);
  return name;
}

/** An alias must not look like a version. */
export function checkAliasName(name: string): string {
  if (!ALIAS.test(name)) throw invalidName(name);
  return name;
}
