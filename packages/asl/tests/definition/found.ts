import { validateDefinition } from '#asl/definition/validate.ts';

/** A machine of one state, `S`, beside a `Done` that it may go to. */
export const machine = (state: object, top: object = {}) => ({
  StartAt: 'S',
  States: { S: state, ...(JSON.stringify(state).includes('"Next":"Done"') && { Done: { Type: 'Succeed' } }) },
  ...top,
});

export const jsonata = { QueryLanguage: 'JSONata' };
export const pass = { Type: 'Pass', End: true };
export const LAMBDA = 'arn:aws:states:::lambda:invoke';
export const task = { Type: 'Task', Resource: LAMBDA, End: true };
export const processor = { StartAt: 'I', States: { I: pass } };
export const map = { Type: 'Map', ItemProcessor: processor, End: true };

/** Diagnostics as `message @ location`, the code in front unless it is the usual one. */
export const found = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  validateDefinition(definition, { type }).map(
    ({ code, message, location }) =>
      `${code === 'SCHEMA_VALIDATION_FAILED' ? '' : `${code}: `}${message} @ ${location}`,
  );
