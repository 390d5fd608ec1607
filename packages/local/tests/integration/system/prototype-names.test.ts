import { afterAll, describe, expect, it } from 'vitest';
import { rawCalls } from '#tests/support/raw-calls.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

/** Names that every object of JavaScript has. SDKs are not asked: theirs may lose them on the way. */
const NAMES = ['__proto__', 'constructor', 'toString'];

const system = await startSystem({ template: smallStack() });
afterAll(() => system.close());

const { send, dynamodb, sqs, states, events, logs, metrics, sns, iam } = rawCalls(system);

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:small';
const machine = (definition: object, input: string) =>
  states(
    'TestState',
    JSON.stringify({ definition: JSON.stringify(definition), input, roleArn: 'arn:aws:iam::000000000000:role/none' }),
  );

describe.each(NAMES)('%s is a name like any other', (name) => {
  /** Of a queue, which has more than three letters. */
  const url = () => `${system.endpoint}/000000000000/${name}`;

  it('of an object, its metadata and its tag', async () => {
    const path = `/small/${name}`;
    const headers = { [`x-amz-meta-${name.toLowerCase()}`]: 'note', 'x-amz-tagging': `${name}=tag` };
    expect((await send('s3', { path })).status).toBe(404);
    expect((await send('s3', { method: 'PUT', path, headers, body: 'bytes' })).status).toBe(200);
    const got = await send('s3', { path });
    expect(got.body).toBe('bytes');
    expect(got.head.toLowerCase()).toContain(`x-amz-meta-${name.toLowerCase()}: note`);
    expect((await send('s3', { path: `${path}?tagging` })).body).toContain(`<Key>${name}</Key><Value>tag</Value>`);
    expect((await send('s3', { path: `/small?prefix=${name}` })).body).toContain(`<Key>${name}</Key>`);
    expect((await send('s3', { method: 'DELETE', path })).status).toBe(204);
    expect((await send('s3', { path })).status).toBe(404);
  });

  it('of a parameter of S3 that is not there', async () => {
    expect((await send('s3', { path: `/small?${name}=1` })).status).toBeLessThan(500);
  });

  it('of a table, its key, its index, its attributes and their members', async () => {
    const key = (attribute: string) => `"AttributeName":"${attribute}"`;
    expect(await dynamodb('DescribeTable', `{"TableName":"${name}"}`)).toContain('ResourceNotFoundException');
    const made = await dynamodb(
      'CreateTable',
      `{"TableName":"${name}","BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{${key(name)},"AttributeType":"S"}],"KeySchema":[{${key(name)},"KeyType":"HASH"}],
        "GlobalSecondaryIndexes":[{"IndexName":"${name}","KeySchema":[{${key(name)},"KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}]}`,
    );
    expect(made).toContain(`"TableName":"${name}"`);
    const item = `{"${name}":{"S":"a"},"m":{"M":{"${name}":{"N":"1"}}}}`;
    expect(await dynamodb('PutItem', `{"TableName":"${name}","Item":${item}}`)).toBe('{}');
    const names = `"ExpressionAttributeNames":{"#n":"${name}"}`;
    const updated = await dynamodb(
      'UpdateItem',
      `{"TableName":"${name}","Key":{"${name}":{"S":"a"}},"UpdateExpression":"ADD m.#n :one","ConditionExpression":"attribute_exists(#n)",
        ${names},"ExpressionAttributeValues":{":one":{"N":"1"}},"ReturnValues":"ALL_NEW"}`,
    );
    expect(JSON.parse(updated).Attributes).toEqual(JSON.parse(item.replace('"N":"1"', '"N":"2"')));
    const found = await dynamodb(
      'Query',
      `{"TableName":"${name}","IndexName":"${name}","KeyConditionExpression":"#n = :a",${names},
        "ExpressionAttributeValues":{":a":{"S":"a"}},"ProjectionExpression":"m.#n"}`,
    );
    expect(found).toContain(`"Items":[{"m":{"M":{"${name}":{"N":"2"}}}}]`);
    expect(await dynamodb('GetItem', `{"TableName":"${name}","Key":{"${name}":{"S":"b"}}}`)).toBe('{}');
    expect(
      await dynamodb(
        'ExecuteStatement',
        `{"Statement":"SELECT \\"${name}\\" FROM \\"${name}\\" WHERE \\"${name}\\"='a'"}`,
      ),
    ).toContain(`"Items":[{"${name}":{"S":"a"}}]`);
    expect(await dynamodb('DeleteTable', `{"TableName":"${name}"}`)).toContain('DELETING');
  });

  it('of an attribute that is not there', async () => {
    const asked = `"TableName":"small","Key":{"id":{"S":"a"}},"ExpressionAttributeNames":{"#n":"${name}"}`;
    expect(await dynamodb('PutItem', '{"TableName":"small","Item":{"id":{"S":"a"}}}')).toBe('{}');
    expect(await dynamodb('GetItem', `{${asked},"ProjectionExpression":"#n"}`)).toBe('{"Item":{}}');
    expect(await dynamodb('DeleteItem', `{${asked},"ConditionExpression":"attribute_exists(#n)"}`)).toContain(
      'ConditionalCheckFailedException',
    );
    expect(await dynamodb('PutItem', `{"TableName":"small","Item":{"id":{"${name}":"a"}}}`)).toContain(
      'ValidationException',
    );
  });

  it('of a queue, its tag and attributes of its messages', async () => {
    expect(await sqs('GetQueueUrl', `{"QueueName":"${name}"}`)).toContain('QueueDoesNotExist');
    expect(await sqs('CreateQueue', `{"QueueName":"${name}","tags":{"${name}":"tag"}}`)).toContain(`/${name}"`);
    expect(await sqs('ListQueueTags', `{"QueueUrl":"${url()}"}`)).toBe(`{"Tags":{"${name}":"tag"}}`);
    const attributes = `{"${name}":{"DataType":"String","StringValue":"value"}}`;
    const sent = await sqs(
      'SendMessage',
      `{"QueueUrl":"${url()}","MessageBody":"body","MessageAttributes":${attributes}}`,
    );
    expect(sent).toContain('MD5OfMessageAttributes');
    expect(await sqs('ReceiveMessage', `{"QueueUrl":"${url()}","MessageAttributeNames":["${name}"]}`)).toContain(
      `"MessageAttributes":${attributes}`,
    );
    expect(await sqs('GetQueueAttributes', `{"QueueUrl":"${url()}","AttributeNames":["${name}"]}`)).toContain(
      'InvalidAttributeName',
    );
    expect(await sqs('SetQueueAttributes', `{"QueueUrl":"${url()}","Attributes":{"${name}":"1"}}`)).toContain(
      'InvalidAttributeName',
    );
    expect(await sqs('DeleteQueue', `{"QueueUrl":"${url()}"}`)).not.toContain('message');
  });

  it('of a topic, its tag, and attributes of its messages by which they are chosen', async () => {
    const topic = TOPIC.replace('small', name);
    expect(await sns({ Action: 'GetTopicAttributes', TopicArn: topic })).toContain('NotFound');
    expect(
      await sns({ Action: 'CreateTopic', Name: name, 'Tags.member.1.Key': name, 'Tags.member.1.Value': 'tag' }),
    ).toContain(`<TopicArn>${topic}</TopicArn>`);
    expect(await sns({ Action: 'ListTagsForResource', ResourceArn: topic })).toContain(`<Key>${name}</Key>`);
    await sqs('CreateQueue', `{"QueueName":"of-${name}"}`);
    const Endpoint = `arn:aws:sqs:us-east-1:000000000000:of-${name}`;
    const queue = `${system.endpoint}/000000000000/of-${name}`;
    const policy = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: Endpoint } };
    await sqs(
      'SetQueueAttributes',
      JSON.stringify({ QueueUrl: queue, Attributes: { Policy: JSON.stringify(policy) } }),
    );
    await sns({
      ...{ Action: 'Subscribe', TopicArn: topic, Protocol: 'sqs', Endpoint },
      ...{ 'Attributes.entry.1.key': 'FilterPolicy', 'Attributes.entry.1.value': `{"${name}":["chosen"]}` },
      ...{ 'Attributes.entry.2.key': 'RawMessageDelivery', 'Attributes.entry.2.value': 'true' },
    });
    const publish = (Message: string, entry: Record<string, string>) =>
      sns({ Action: 'Publish', TopicArn: topic, Message, ...entry });
    const attribute = 'MessageAttributes.entry.1';
    await publish('without', {});
    await publish('with', {
      [`${attribute}.Name`]: name,
      [`${attribute}.Value.DataType`]: 'String',
      [`${attribute}.Value.StringValue`]: 'chosen',
    });
    const received = await sqs(
      'ReceiveMessage',
      `{"QueueUrl":"${queue}","MessageAttributeNames":["All"],"WaitTimeSeconds":20,"MaxNumberOfMessages":10}`,
    );
    const { Messages } = JSON.parse(received);
    expect(Messages).toMatchObject([{ Body: 'with' }]);
    expect(Object.keys(Messages[0].MessageAttributes)).toEqual([name]);
    expect(await sns({ Action: 'SetTopicAttributes', TopicArn: topic, AttributeName: name })).toContain(
      'InvalidParameter',
    );
  });

  it('of a rule, its tag, what its pattern asks and its template takes', async () => {
    expect(await events('DescribeRule', `{"Name":"${name}"}`)).toContain('ResourceNotFoundException');
    const pattern = JSON.stringify(`{"detail":{"${name}":[{"exists":false}]}}`);
    expect(await events('PutRule', `{"Name":"${name}","EventPattern":${pattern}}`)).toContain(`rule/${name}"`);
    const event = (detail: string) =>
      JSON.stringify({
        ...{ id: 'i', account: '0', source: 's', time: '2026-01-01T00:00:00Z', region: 'us-east-1', resources: [] },
        ...{ 'detail-type': 't' },
      }).replace(/}$/, `,"detail":${detail}}`);
    const test = (detail: string, wanted = pattern) =>
      events('TestEventPattern', `{"Event":${JSON.stringify(event(detail))},"EventPattern":${wanted}}`);
    expect(await test('{"a":1}')).toBe('{"Result":true}');
    expect(await test(`{"${name}":1}`)).toBe('{"Result":false}');
    expect(await test(`{"${name}":"b"}`, JSON.stringify(`{"detail":{"${name}":["b"]}}`))).toBe('{"Result":true}');
    const transformer = `{"InputPathsMap":{"${name}":"$.detail"},"InputTemplate":"<${name}>"}`;
    const target = `{"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:small","InputTransformer":${transformer}}`;
    expect(await events('PutTargets', `{"Rule":"${name}","Targets":[${target}]}`)).toContain('"FailedEntryCount":0');
    expect(await events('ListTargetsByRule', `{"Rule":"${name}"}`)).toContain(`"InputPathsMap":{"${name}":"$.detail"}`);
    await events('RemoveTargets', `{"Rule":"${name}","Ids":["t"]}`);
    await events('DeleteRule', `{"Name":"${name}"}`);
  });

  it('of a log group and its stream', async () => {
    expect(await logs('DescribeLogStreams', `{"logGroupName":"${name}"}`)).toContain('ResourceNotFoundException');
    await logs('CreateLogGroup', `{"logGroupName":"${name}","tags":{"${name}":"tag"}}`);
    await logs('CreateLogStream', `{"logGroupName":"${name}","logStreamName":"${name}"}`);
    const stream = `"logGroupName":"${name}","logStreamName":"${name}"`;
    await logs('PutLogEvents', `{${stream},"logEvents":[{"timestamp":${Date.now()},"message":"said"}]}`);
    expect(await logs('GetLogEvents', `{${stream}}`)).toContain('"message":"said"');
  });

  it('of a metric, its dimension and an alarm', async () => {
    const dimension = `[{"Name":"${name}","Value":"v"}]`;
    const list = (input: string) => metrics('ListMetrics', `{"Namespace":"${name}"${input}}`);
    expect(
      await metrics('PutMetricData', `{"Namespace":"${name}","MetricData":[{"MetricName":"${name}","Value":1}]}`),
    ).toBe('{}');
    expect(await list(`,"Dimensions":[{"Name":"${name}"}]`)).toContain('"Metrics":[]');
    await metrics(
      'PutMetricData',
      `{"Namespace":"${name}","MetricData":[{"MetricName":"${name}","Value":1,"Dimensions":${dimension}}]}`,
    );
    expect(await list(`,"Dimensions":[{"Name":"${name}"}]`)).toContain(`"Dimensions":${dimension}`);
  });

  it('of a machine, an execution, a state, its input and its variable', async () => {
    const definition = JSON.stringify(
      `{"StartAt":"${name}","States":{"${name}":{"Type":"Pass","Result":{"${name}":1},"ResultPath":"$.result","End":true}}}`,
    );
    const roleArn = 'arn:aws:iam::000000000000:role/none';
    const made = await states(
      'CreateStateMachine',
      `{"name":"${name}","roleArn":"${roleArn}","definition":${definition}}`,
    );
    expect(made).toContain(`stateMachine:${name}"`);
    const arn = SMALL_MACHINE.replace('small', name);
    const input = JSON.stringify(`{"${name}":{"a":1}}`);
    const started = await states('StartExecution', `{"stateMachineArn":"${arn}","name":"${name}","input":${input}}`);
    const { executionArn } = JSON.parse(started);
    const described = await settled(executionArn);
    expect(described).toMatchObject({ status: 'SUCCEEDED', name });
    expect(described.output).toBe(`{"${name}":{"a":1},"result":{"${name}":1}}`);
    await states('DeleteStateMachine', `{"stateMachineArn":"${arn}"}`);
  });

  it('of a state that is not there', async () => {
    const missing = JSON.stringify(`{"StartAt":"${name}","States":{"A":{"Type":"Succeed"}}}`);
    const answer = await states('ValidateStateMachineDefinition', `{"definition":${missing}}`);
    expect(answer).toContain('"result":"FAIL"');
  });

  it.each([
    ['JSONPath', { Type: 'Pass', Parameters: { 'a.$': `$.${name}` }, End: true }],
    [
      'JSONata',
      { QueryLanguage: 'JSONata', Type: 'Pass', Output: { a: `{% $states.input.\`${name}\` %}` }, End: true },
    ],
    [
      'Choice',
      { Type: 'Choice', Choices: [{ Variable: `$.${name}`, NumericEquals: 1, Next: 'One' }], Default: 'Other' },
    ],
  ])('of a member that %s takes, or does not find', async (language, definition) => {
    const there = await machine(definition, `{"${name}":1}`);
    expect(there).toContain(language === 'Choice' ? '"nextState":"One"' : String.raw`"output":"{\"a\":1}"`);
    const missing = await machine(definition, '{"b":1}');
    expect(missing).not.toContain('function');
    expect(missing).toContain(language === 'Choice' ? 'Runtime' : '"status":"FAILED"');
  });

  it('of a role, its policy and its tag', async () => {
    const trust =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}';
    expect(await iam({ Action: 'GetRole', RoleName: name })).toContain('NoSuchEntity');
    await iam({
      ...{ Action: 'CreateRole', RoleName: name, AssumeRolePolicyDocument: trust },
      ...{ 'Tags.member.1.Key': name, 'Tags.member.1.Value': 'tag' },
    });
    const allowed = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/${name}":"tag"}}}}`;
    await iam({ Action: 'PutRolePolicy', RoleName: name, PolicyName: name, PolicyDocument: allowed });
    expect(await iam({ Action: 'ListRoleTags', RoleName: name })).toContain(`<Key>${name}</Key>`);
    expect(await iam({ Action: 'GetRolePolicy', RoleName: name, PolicyName: name })).toContain(`<PolicyName>${name}`);
    expect(await iam({ Action: 'GetRolePolicy', RoleName: name, PolicyName: 'valueOf' })).toContain('NoSuchEntity');
  });

  it('of an operation that is not there', async () => {
    for (const answer of [
      dynamodb(name, '{}'),
      sqs(name, '{}'),
      states(name, '{}'),
      events(name, '{}'),
      logs(name, '{}'),
    ])
      expect(await answer).toMatch(/UnknownOperation|InvalidAction|AccessDenied/);
    expect(await sns({ Action: name })).toContain('InvalidAction');
    expect(await iam({ Action: name })).toContain('InvalidAction');
  });
});

/** An execution that has come to its end. */
async function settled(executionArn: string): Promise<Record<string, unknown>> {
  for (;;) {
    const described = JSON.parse(await states('DescribeExecution', JSON.stringify({ executionArn })));
    if (described.status !== 'RUNNING') return described;
  }
}
