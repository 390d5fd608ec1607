import { Act } from '@safelight/local/console/page/kit/act';
import { copy } from '@safelight/local/console/page/kit/copy';
import { Scroll } from '@safelight/local/console/page/kit/scroll';
import type { Block } from '../../study/blocks.ts';
import { Experiment } from './experiment.tsx';

/** A command of a chapter: what it prints, and a button that runs it where it is an experiment. */
export function Command({
  command: { command, prints, experiment },
}: {
  readonly command: Extract<Block, { kind: 'command' }>;
}) {
  return (
    <div class="command">
      <div class="line">
        <code>{command}</code>
        <Act run={() => copy(command, 'The command')}>Copy</Act>
      </div>
      {experiment && <Experiment experiment={experiment} />}
      {prints !== '' && (
        <details>
          <summary>What it prints</summary>
          <Scroll as="pre">{prints}</Scroll>
        </details>
      )}
    </div>
  );
}
