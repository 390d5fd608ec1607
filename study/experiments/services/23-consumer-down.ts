import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteStateMachineCommand } from '@aws-sdk/client-sfn';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { reports } from '#study/lab/log-lines.ts';
import { received } from '#study/lab/queues.ts';
import { fn, machine, machineArn, queue, queueArn, role } from '#study/lab/stack.ts';

const done = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };

const lettersPolicy = {
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: 'Letters' }],
    PolicyDocument: {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn('letters'),
      },
    },
  },
};

const rule = (deadLetters: boolean) => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    Name: 'uploads',
    EventPattern: { source: ['aws.s3'], 'detail-type': ['Object Created'] },
    Targets: [
      {
        ...{ Id: 'workflow', Arn: { Ref: 'Machine' }, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
        ...(deadLetters && { DeadLetterConfig: { Arn: queueArn('letters') } }),
      },
    ],
  },
});

export const consumerDown = experiment({
  number: 23,
  question: 'S3 to Lambda, or S3 to EventBridge to a workflow: what is lost while the consumer is down?',
  claim:
    'S3 invokes a function asynchronously: after {lambda.async.retries} the event is gone, unless the function has a destination for failures. EventBridge tries for {events.retry.age} and {events.retry.attempts}, and then gives the event to the dead-letter queue of the target, from where it can be sent again.',
  page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  given: { deadLetters: true },
  stack: ({ deadLetters }) => ({
    Role: role(),
    Uploads: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'uploads',
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      },
    },
    Letters: queue('letters'),
    LettersPolicy: lettersPolicy,
    Machine: machine('consumer', done),
    Rule: rule(deadLetters),
    Fail: fn('fail', 'fail'),
  }),
  async run(lab, { deadLetters }) {
    await lab.clients.lambda.send(new InvokeCommand({ FunctionName: 'fail', InvocationType: 'Event', Payload: '{}' }));
    const attempts = await attemptsOf(lab);
    lab.check(
      'function-is-tried-thrice',
      attempts === 3,
      'a function invoked as S3 does: attempts, then nothing',
      `${attempts}`,
    );
    await lab.clients.states.send(new DeleteStateMachineCommand({ stateMachineArn: machineArn('consumer') }));
    await lab.clients.s3.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'a.jpg', Body: 'photo' }));
    const [letter] = await letters(lab, deadLetters);
    const { detail } = JSON.parse(letter?.Body ?? '{}');
    const code = letter?.MessageAttributes?.ERROR_CODE?.StringValue;
    lab.check(
      'event-is-kept',
      detail?.object?.key === 'a.jpg',
      'in the dead-letter queue',
      letter ? `Object Created of ${detail.object.key}, ERROR_CODE ${code}` : 'nothing',
    );
  },
  control: { given: { deadLetters: false }, without: 'the target has no dead-letter queue', noticed: 'event-is-kept' },
});

/** Lambda waits a minute, then two, before it tries again: three minutes are more than either. */
async function attemptsOf(lab: StudyLab): Promise<number> {
  const attempts = async () => (await reports(lab, 'fail')).length;
  for (let wanted = 1; wanted <= 3; wanted++) {
    await lab.until(`attempt ${wanted}`, async () => ((await attempts()) >= wanted ? wanted : undefined));
    await lab.turn(180);
  }
  return attempts();
}

async function letters(lab: StudyLab, expected: boolean) {
  if (expected)
    return lab.turnUntil('the event in the queue', 120, async () => {
      const messages = await received(lab, 'letters');
      return messages.length > 0 ? messages : undefined;
    });
  await lab.turn(120);
  return received(lab, 'letters');
}
