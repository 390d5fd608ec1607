import { endedWithin, history, lines, secondsBetween, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role } from '#study/lab/stack.ts';

const retrier = { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4 };

/** Asks a table that is not there, so that it fails whenever it is tried. */
const failing = (retry: object) => ({
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:getItem',
      Parameters: { TableName: 'none', Key: { id: { S: '1' } } },
      Retry: [retry],
      End: true,
    },
  },
});

/** IntervalSeconds, times BackoffRate after each attempt, never more than MaxDelaySeconds. */
const predicted = (maxDelay: number) =>
  Array.from({ length: retrier.MaxAttempts }, (_, attempt) =>
    Math.min(maxDelay, retrier.IntervalSeconds * retrier.BackoffRate ** attempt),
  );

export const retryTimes = experiment({
  number: 9,
  question: 'When is a task tried again? Predict it from interval, backoff and longest delay.',
  claim:
    'Interval two, backoff three, a longest delay of ten and four attempts wait two, six, ten and ten seconds: the interval grows by the backoff rate until MaxDelaySeconds holds it. What a retrier does not say is {retry.interval}, {retry.backoff} and {retry.attempts}.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error',
  given: { more: { MaxDelaySeconds: 10 } as object },
  stack: ({ more }) => ({ Role: role(), Machine: machine('machine', failing({ ...retrier, ...more })) }),
  async run(lab) {
    const execution = await start(lab, 'machine');
    await endedWithin(lab, execution, 120);
    const events = await history(lab, execution);
    const scheduled = events.filter(({ type }) => type === 'TaskScheduled');
    for (const line of lines(events, ({ type }) => type === 'TaskScheduled')) lab.show('history', line);
    const waits = scheduled.slice(1).map((event, at) => secondsBetween(scheduled[at]?.timestamp, event.timestamp));
    const wanted = predicted(10).join(', ');
    lab.check(
      'waits-as-predicted',
      waits.join(', ') === wanted,
      'seconds between attempts',
      `${waits.join(', ')}; predicted ${wanted}`,
    );
  },
  control: { given: { more: {} }, without: 'there is no MaxDelaySeconds', noticed: 'waits-as-predicted' },
});
