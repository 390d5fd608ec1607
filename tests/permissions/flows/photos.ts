import { DeleteObjectCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Desk } from '#tests/permissions/desk.ts';
import type { Flow } from '#tests/permissions/flow.ts';
import { develop, ended, lastEnded, row } from '#tests/permissions/flows/photo-steps.ts';
import { animation, scene } from '#tests/support/pictures.ts';

const VERSIONED = { Status: 'Enabled' } as const;

const picture = (width: number) => scene(width, 40).png().toBuffer();

const remove = ({ s3, sourceBucket }: Desk, Key: string, VersionId?: string) =>
  s3.send(new DeleteObjectCommand({ Bucket: sourceBucket, Key, VersionId }));

export const photoFlows: readonly Flow[] = [
  {
    name: 'a photo is developed',
    run: async (desk, id, signal) => develop(desk, `${id}.png`, await picture(60), signal),
  },
  {
    name: 'an animation is developed',
    run: async (desk, id, signal) => develop(desk, `${id}.gif`, await animation('gif'), signal),
  },
  { name: 'a text is rejected', run: (desk, id, signal) => develop(desk, `${id}.txt`, 'no picture', signal) },
  {
    name: 'a photo is overwritten',
    async run(desk, id, signal) {
      await develop(desk, `${id}.png`, await picture(60), signal);
      await develop(desk, `${id}.png`, await picture(61), signal);
    },
  },
  {
    name: 'a photo is deleted',
    async run(desk, id, signal) {
      const since = desk.now();
      await develop(desk, `${id}.png`, await picture(60), signal);
      await remove(desk, `${id}.png`);
      await desk.until(() => lastEnded(desk, 'image-removal', `${id}.png`, since), signal);
    },
  },
  {
    name: 'a version is deleted, and the one before it developed again',
    async run(desk, id, signal) {
      const key = `${id}.txt`;
      // As in the stages that keep versions.
      await desk.s3.send(
        new PutBucketVersioningCommand({ Bucket: desk.sourceBucket, VersioningConfiguration: VERSIONED }),
      );
      const { ETag } = await develop(desk, key, 'first', signal);
      const { VersionId } = await develop(desk, key, 'second', signal);
      await remove(desk, key, VersionId);
      await desk.until(async () => {
        const found = await row(desk, key);
        return ETag?.includes(found?.etag ?? 'none') && found?.status === 'REJECTED' ? found : undefined;
      }, signal);
    },
  },
  {
    name: 'a photo is gone before it is looked at',
    async run(desk, id, signal) {
      const object = { key: `${id}.png`, etag: '0'.repeat(32), size: 1, sequencer: '01' };
      const input = JSON.stringify({ detail: { bucket: { name: desk.sourceBucket }, object } });
      const start = new StartExecutionCommand({ stateMachineArn: desk.arnOf('image-processing'), input });
      const { executionArn } = await desk.states.send(start);
      await desk.until(() => ended(desk, executionArn), signal);
    },
  },
];
