import type { Argument } from '#study/lab/experiment.ts';

export const fiveScenarios: Argument = {
  kind: 'argued',
  number: 24,
  question: 'SQS, SNS, EventBridge, Pipes or Step Functions: which for five scenarios?',
  page: 'https://docs.aws.amazon.com/decision-guides/latest/sns-or-sqs-or-eventbridge/sns-or-sqs-or-eventbridge.html',
  because: 'it is a choice between designs: what each of them does is run in questions 23, 25, 26 and 27',
  answer: [
    'Work that comes in bursts and must be done once by one of many workers: SQS. It holds the work until somebody has time.',
    'One message to many receivers at once, people among them: SNS, with a queue for each receiver that may be down.',
    'Events of AWS services or of many applications, chosen by their content, to receivers that their senders do not know: EventBridge.',
    'One stream or queue to one target, with a filter, and a look-up in between, and no code: Pipes.',
    'Several steps with choices, waiting, retries and undoing, where somebody will ask what happened to order 7: Step Functions.',
  ],
};
