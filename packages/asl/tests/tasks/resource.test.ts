import { describe, expect, it } from 'vitest';
import { parseResource } from '#asl/tasks/resource.ts';

describe('a resource is taken apart', () => {
  it.each<[string, object]>([
    ['arn:aws:lambda:us-east-1:000000000000:function:f', { kind: 'lambda' }],
    ['arn:aws:states:us-east-1:000000000000:activity:a', { kind: 'activity' }],
    ['arn:aws:states:::sqs:sendMessage', { service: 'sqs', action: 'sendMessage', pattern: 'requestResponse' }],
    ['arn:aws:states:::aws-sdk:s3:getObject', { service: 'aws-sdk:s3', action: 'getObject' }],
    ['arn:aws:states:::states:startExecution.sync:2', { action: 'startExecution', pattern: 'sync:2' }],
    ['arn:aws-cn:states:::sns:publish.waitForTaskToken', { action: 'publish', pattern: 'waitForTaskToken' }],
  ])('%s', (arn, resource) => {
    expect(parseResource(arn)).toMatchObject({ arn, ...resource });
  });

  it.each(['', 'f', 'arn:aws:s3:::bucket', 'arn:aws:states:::sqs', 'arn:aws:states:::sqs:sendMessage.later'])(
    '%j is refused',
    (arn) => {
      expect(() => parseResource(arn)).toThrow(SyntaxError);
    },
  );
});
