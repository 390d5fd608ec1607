import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { distributed, mapRunOf } from '#study/lab/distributed.ts';
import { ended, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { bucket, machine, role } from '#study/lab/stack.ts';

const BUCKET = 'study-results';

const definition = (batch: object) =>
  distributed({
    items: { ItemsPath: '$' },
    more: {
      ...batch,
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: BUCKET, Prefix: 'run' } },
    },
    startAt: 'Look',
    states: { Look: { Type: 'Pass', End: true } },
  });

export const batches = experiment({
  number: 17,
  question: 'Batches, the type of the children, and results in S3: what do they change?',
  claim:
    'Batches of ten make a tenth of the child executions, each of which is charged. Express children are charged by request and time, Standard ones by transition. ResultWriter puts the results into S3, so that they need not fit into {quota.payload}; the state gives where they are.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html',
  given: { batch: { ItemBatcher: { MaxItemsPerBatch: 10 } } as object },
  stack: ({ batch }) => ({ Role: role(), Results: bucket(BUCKET), Machine: machine('machine', definition(batch)) }),
  async run(lab) {
    const execution = await start(
      lab,
      'machine',
      Array.from({ length: 100 }, (_, at) => at),
    );
    const { output = '{}' } = await ended(lab, execution);
    const { itemCounts, executionCounts } = await mapRunOf(lab, execution);
    const counts = `${itemCounts?.total} items, ${executionCounts?.total} child executions`;
    lab.check('batches-make-fewer', executionCounts?.total === 10, 'DescribeMapRun', counts);
    const { ResultWriterDetails } = JSON.parse(output);
    lab.check(
      'output-is-a-pointer',
      ResultWriterDetails?.Bucket === BUCKET,
      'the output',
      'ResultWriterDetails: bucket and key of manifest.json',
    );
    const files = await keys(lab);
    lab.check('results-are-in-s3', files.includes('SUCCEEDED_0.json'), 'in the bucket', files.join(', '));
    lab.show('the manifest', await manifest(lab, ResultWriterDetails.Key));
  },
  control: { given: { batch: {} }, without: 'there are no batches', noticed: 'batches-make-fewer' },
});

async function keys({ clients }: StudyLab): Promise<readonly string[]> {
  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  return Contents.map(({ Key = '' }) => Key.slice(Key.lastIndexOf('/') + 1));
}

async function manifest({ clients }: StudyLab, Key: string): Promise<string> {
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  const { ResultFiles } = JSON.parse((await Body?.transformToString()) ?? '{}');
  return `SUCCEEDED: ${ResultFiles.SUCCEEDED.length} file, FAILED: ${ResultFiles.FAILED.length}, PENDING: ${ResultFiles.PENDING.length}`;
}
