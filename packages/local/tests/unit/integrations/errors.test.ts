import { afterEach, describe, expect, it } from 'vitest';
import { callOf, type FakeAnswer, fakeService, jsonError } from './fake-service.ts';

const xmlError = (code: string, message: string, status: number): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/xml', 'x-amz-id-2': 'EXT-1' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

const queryError = (code: string, message: string, status: number): FakeAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>REQ-1</RequestId></ErrorResponse>`,
});

let close: () => void = () => undefined;
afterEach(() => close());

async function failureOf(resource: string, parameters: Parameters<typeof callOf>[1], answer: FakeAnswer) {
  const service = await fakeService(() => answer);
  close = service.close;
  return service.caller.request(callOf(resource, parameters)).then(
    () => 'succeeded',
    (error) => ({ error: error.error, cause: error.cause }),
  );
}

const ITEM = { TableName: 't', Item: { id: { S: '1' } } };

describe('errors of aws-sdk integrations', () => {
  it.each([
    [
      'aws-sdk:dynamodb:putItem',
      ITEM,
      jsonError('ConditionalCheckFailedException', 'The conditional request failed'),
      'DynamoDb.ConditionalCheckFailedException',
      'The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: REQ-1) (SDK Attempt Count: 1)',
    ],
    [
      'aws-sdk:dynamodb:putItem',
      ITEM,
      jsonError('ValidationException', 'One or more parameter values were invalid'),
      'DynamoDb.DynamoDbException',
      'One or more parameter values were invalid (Service: DynamoDb, Status Code: 400, Request ID: REQ-1) (SDK Attempt Count: 1)',
    ],
    [
      'aws-sdk:s3:getObject',
      { Bucket: 'b', Key: 'k' },
      xmlError('NoSuchKey', 'The specified key does not exist.', 404),
      'S3.NoSuchKeyException',
      'The specified key does not exist. (Service: S3, Status Code: 404, Request ID: REQ-1, Extended Request ID: EXT-1) (SDK Attempt Count: 1)',
    ],
    [
      'aws-sdk:s3:getObject',
      { Bucket: 'b', Key: 'k' },
      xmlError('SlowDown', 'Please reduce your request rate.', 503),
      'S3.S3Exception',
      'Please reduce your request rate. (Service: S3, Status Code: 503, Request ID: REQ-1, Extended Request ID: EXT-1) (SDK Attempt Count: 1)',
    ],
    [
      'aws-sdk:s3:headObject',
      { Bucket: 'b', Key: 'k' },
      { status: 404 },
      'S3.NoSuchKeyException',
      'null (Service: S3, Status Code: 404, Request ID: REQ-1) (SDK Attempt Count: 1)',
    ],
    [
      'aws-sdk:sfn:startExecution',
      { StateMachineArn: 'arn' },
      jsonError('ExecutionAlreadyExists', 'Execution Already Exists'),
      'Sfn.ExecutionAlreadyExistsException',
      'Execution Already Exists (Service: Sfn, Status Code: 400, Request ID: REQ-1) (SDK Attempt Count: 1)',
    ],
    [
      'aws-sdk:sns:publish',
      { TopicArn: 'arn', Message: 'm' },
      queryError('NotFound', 'Topic does not exist', 404),
      'Sns.NotFoundException',
      'Topic does not exist (Service: Sns, Status Code: 404, Request ID: REQ-1) (SDK Attempt Count: 1)',
    ],
  ])('%s %#', async (resource, parameters, answer, error, cause) => {
    expect(await failureOf(resource, parameters, answer)).toEqual({ error, cause });
  });
});

describe('errors of optimized integrations', () => {
  it.each([
    [
      'dynamodb:putItem',
      ITEM,
      jsonError('ConditionalCheckFailedException', 'The conditional request failed'),
      'DynamoDB.ConditionalCheckFailedException',
      'The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: REQ-1; Proxy: null)',
    ],
    [
      'dynamodb:putItem',
      ITEM,
      jsonError('ValidationException', 'bad'),
      'DynamoDB.AmazonDynamoDBException',
      'bad (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: REQ-1; Proxy: null)',
    ],
    [
      'states:startExecution',
      { StateMachineArn: 'arn' },
      jsonError('StateMachineDoesNotExist', 'gone'),
      'StepFunctions.StateMachineDoesNotExistException',
      'gone (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: REQ-1; Proxy: null)',
    ],
    [
      'sns:publish',
      { TopicArn: 'arn', Message: 'm' },
      queryError('NotFound', 'Topic does not exist', 404),
      'SNS.NotFoundException',
      'Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: REQ-1; Proxy: null)',
    ],
    [
      'sqs:sendMessage',
      { QueueUrl: 'http://q', MessageBody: '' },
      jsonError('MissingParameter', 'no body'),
      'SQS.AmazonSQSException',
      'no body (Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: REQ-1; Proxy: null)',
    ],
    [
      'lambda:invoke',
      { FunctionName: 'f' },
      {
        status: 429,
        headers: { 'x-amzn-errortype': 'TooManyRequestsException' },
        body: '{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","message":"Rate Exceeded."}',
      },
      'Lambda.TooManyRequestsException',
      'Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: REQ-1; Proxy: null)',
    ],
    [
      'lambda:invoke',
      { FunctionName: 'f' },
      { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: '{"Message":"not authorized"}' },
      'Lambda.AWSLambdaException',
      'not authorized (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: REQ-1; Proxy: null)',
    ],
  ])('%s %#', async (resource, parameters, answer, error, cause) => {
    expect(await failureOf(resource, parameters, answer)).toEqual({ error, cause });
  });
});

describe('calls that get no answer', () => {
  it.each([
    ['aws-sdk:dynamodb:putItem', ITEM, 'DynamoDb.SdkClientException'],
    ['dynamodb:putItem', ITEM, 'DynamoDB.SdkClientException'],
    ['lambda:invoke', { FunctionName: 'f' }, 'Lambda.SdkClientException'],
  ])('%s', async (resource, parameters, error) => {
    const service = await fakeService(() => ({}));
    service.close();
    await expect(service.caller.request(callOf(resource, parameters))).rejects.toMatchObject({
      error,
      cause: expect.stringMatching(/^Unable to execute HTTP request: /),
    });
  });
});
