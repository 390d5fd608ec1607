import type { Argument } from '#study/lab/experiment.ts';

export const traces: Argument = {
  kind: 'argued',
  number: 28,
  question: 'What does X-Ray show that the history of an execution does not?',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
  because: 'to be run with the local traces: until then nothing here collects segments',
  answer: [
    'The history ends at the edge of the execution: a task was scheduled, and answered. A trace goes on into the function, and into what the function called.',
    'It shows one request across services, with the time that each took, as a waterfall; and many requests as a service map with rates, errors and latencies.',
    'It is sampled: not every request has one. The history of a Standard execution has every event.',
  ],
};
