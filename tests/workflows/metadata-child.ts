import type { MachineRun, RunOptions } from '@safelight/asl/testing/run-state-machine';
import { describe, expect, it } from 'vitest';
import { metadata } from '#tests/support/image-workflow.ts';

/** What image-processing does when its child does not succeed: a part of its test file, which counts the transitions. */
export function metadataChildTests(run: (options: RunOptions) => Promise<MachineRun>): void {
  describe('the metadata workflow', () => {
    const TIMED_OUT = { result: { Status: 'TIMED_OUT', Error: 'States.Timeout' } };
    const fine = { result: { Status: 'SUCCEEDED', Output: JSON.stringify(metadata) } };

    it('is called again when it ran out of its five minutes', async () => {
      const photo = await run({
        mocks: { 'Read metadata': TIMED_OUT, 'Read metadata again': [TIMED_OUT, fine] },
      });
      expect(photo).toHaveVisited('Read metadata again', 'Is all there?', 'Read metadata again', 'Store manifest');
    });

    it('that cannot be called is called again, after the variants are done', async () => {
      const denied = { error: 'Sfn.ThrottlingException', cause: 'later' };
      const photo = await run({ mocks: { 'Read metadata': denied, 'Read metadata again': fine } });
      expect(photo).toHaveVisited('Give up metadata', 'Is all there?', 'Read metadata again', 'Store manifest');
    });

    it('fails the photo when it cannot be called again', async () => {
      const denied = { error: 'Sfn.AccessDeniedException', cause: 'no' };
      const photo = await run({ mocks: { 'Read metadata': TIMED_OUT, 'Read metadata again': denied } });
      expect(photo).toHaveFailedWith('Sfn.AccessDeniedException');
    });
  });
}
