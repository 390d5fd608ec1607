import { TestStateCommand, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

const roleArn = 'arn:aws:iam::000000000000:role/workflow';
const publish = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sns:publish',
  Parameters: { Message: 'hello', 'TopicArn.$': '$.topic' },
  End: true,
};

it('calls for real where nothing is mocked', async () => {
  await using host = await hostStates({ answer: () => ({ MessageId: '1' }) });
  const definition = JSON.stringify(publish);
  const tested = await host.client.send(
    new TestStateCommand({ definition, roleArn, input: '{"topic": "t"}', inspectionLevel: 'DEBUG' }),
  );
  expect(tested).toMatchObject({ status: 'SUCCEEDED', output: '{"MessageId":"1"}' });
  expect(tested.inspectionData?.afterParameters).toBe('{"Message":"hello","TopicArn":"t"}');
  expect(host.calls).toMatchObject([{ roleArn, parameters: { TopicArn: 't' } }]);
});

it('checks a mocked result against what the service answers', async () => {
  await using host = await hostStates();
  const test = (result: string) =>
    host.client.send(
      new TestStateCommand({ definition: JSON.stringify(publish), input: '{"topic": "t"}', mock: { result } }),
    );
  await expect(test('{"MessageId": 1}')).rejects.toMatchObject({
    name: 'ValidationException',
    message: "Mock result schema validation error: Field 'MessageId' must be a string",
  });
  expect(await test('{"MessageId": "1"}')).toMatchObject({ status: 'SUCCEEDED' });
  expect(host.calls).toEqual([]);
});

it('validates definitions without creating anything', async () => {
  await using host = await hostStates();
  const validate = (definition: string, maxResults?: number) =>
    host.client.send(new ValidateStateMachineDefinitionCommand({ definition, maxResults }));
  const state = { Type: 'Pass', End: true };
  const of = (S: object) => JSON.stringify({ StartAt: 'S', States: { S } });
  expect(await validate(of(state))).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
  expect(await validate(of({ ...state, A: 1, B: 2 }), 1)).toMatchObject({
    result: 'FAIL',
    diagnostics: [{ code: 'SCHEMA_VALIDATION_FAILED', message: "Field 'A' is not supported", location: '/States/S' }],
    truncated: true,
  });
});

it('warns of what is hardly meant when it is asked to', async () => {
  await using host = await hostStates();
  const definition = JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Pass', Result: '$.x', End: true } } });
  const validate = (severity?: 'ERROR' | 'WARNING') =>
    host.client.send(new ValidateStateMachineDefinitionCommand({ definition, ...(severity && { severity }) }));
  expect(await validate()).toMatchObject({ result: 'OK', diagnostics: [] });
  expect(await validate('WARNING')).toMatchObject({
    result: 'OK',
    diagnostics: [{ severity: 'WARNING', code: 'PASS_RESULT_IS_STATIC', location: '/States/S/Result' }],
  });
});
