import { BatchGetTracesCommand } from '@aws-sdk/client-xray';
import { described, ended, history, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { fn, functionArn, machine, role } from '#study/lab/stack.ts';

const call = {
  StartAt: 'Call',
  States: { Call: { Type: 'Task', Resource: functionArn('echo'), End: true } },
};

interface Part {
  readonly name: string;
  readonly origin?: string;
  readonly subsegments?: readonly Part[];
}

export const traces = experiment({
  number: 28,
  question: 'What does X-Ray show that the history of an execution does not?',
  claim:
    'The history ends at the edge of the execution: a function was scheduled, and has succeeded. The trace goes on into the function, where its tracing is on: how long it was loaded, how long it ran. It is sampled: not every request has one; the history of a Standard execution has every event.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
  given: { mode: 'Active' },
  stack: ({ mode }) => ({
    Role: role(),
    Echo: fn('echo', 'echo', { TracingConfig: { Mode: mode } }),
    Machine: machine('machine', call, { isTraced: true }),
  }),
  async run(lab) {
    const execution = await start(lab, 'machine');
    await ended(lab, execution);
    lab.show('history', (await history(lab, execution)).map(({ type }) => type).join(', '));
    const segments = await traceOf(lab, execution);
    for (const segment of segments) lab.show('trace', shown(segment));
    const own = segments.find(({ origin }) => origin === 'AWS::Lambda::Function');
    lab.check(
      'trace-goes-into-the-function',
      own?.subsegments?.some(({ name }) => name === 'Initialization') === true,
      'phases of the function in the trace',
      own?.subsegments?.map(({ name }) => name).join(', ') ?? 'none: nothing was sent for it',
    );
  },
  control: {
    given: { mode: 'PassThrough' },
    without: 'the tracing of the function is off',
    noticed: 'trace-goes-into-the-function',
  },
});

/** The segments of the execution's trace, once it has ended there too. */
async function traceOf(lab: StudyLab, execution: string): Promise<readonly Part[]> {
  const { traceHeader = '' } = await described(lab, execution);
  const root = /Root=([^;]+)/.exec(traceHeader)?.[1] ?? '';
  return lab.until('the trace', async () => {
    const { Traces } = await lab.clients.xray.send(new BatchGetTracesCommand({ TraceIds: [root] }));
    const documents = Traces?.[0]?.Segments?.map(({ Document = '' }) => JSON.parse(Document)) ?? [];
    const isWhole = documents.length > 0 && documents.every(({ in_progress: isOpen }) => isOpen !== true);
    return isWhole ? documents : undefined;
  });
}

const shown = ({ name, origin, subsegments = [] }: Part): string =>
  `${origin} ${name}${subsegments.length === 0 ? '' : `: ${subsegments.map((part) => part.name).join(', ')}`}`;
