/** A machine with a bit of everything: what the testing tools are tested with. */
export const machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Weigh',
  States: {
    Weigh: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: '${Scale}', Payload: '{% $states.input %}' },
      Output: '{% $states.result %}',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 2 }],
      Catch: [
        { ErrorEquals: ['TooHeavy', 'TooLight'], Next: 'Refuse' },
        { ErrorEquals: ['States.ALL'], Next: 'Refuse' },
      ],
      TimeoutSeconds: 30,
      Next: 'IsHeavy',
    },
    IsHeavy: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.kg > 20 %}', Next: 'Pack' }],
      Default: 'Done',
    },
    Pack: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 600, End: true } } },
        { StartAt: 'Wrap', States: { Wrap: { Type: 'Map', Items: [1, 2, 3], ItemProcessor: wrapping(), End: true } } },
      ],
      Output: '{% $count($states.result) %}',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refuse' }],
      Next: 'Done',
    },
    Refuse: { Type: 'Fail', Error: 'Refused', Cause: 'cannot be packed' },
    Done: { Type: 'Succeed' },
  },
};

function wrapping() {
  const Resource = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
  const Arguments = { QueueUrl: 'q', MessageBody: { token: '{% $states.context.Task.Token %}' } };
  return { StartAt: 'Fold', States: { Fold: { Type: 'Task', Resource, Arguments, TimeoutSeconds: 60, End: true } } };
}
