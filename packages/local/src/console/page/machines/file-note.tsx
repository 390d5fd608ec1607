import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';
import type { FileAnswer } from './answers.ts';
import { Diagnostics } from './diagnostics.tsx';

interface FileNoteProps {
  readonly arn: string;
  readonly file: FileAnswer;
  /** Leads to where a copy is edited. */
  readonly edit: () => void;
}

/** Tells that a file has changed since its state machine was made of it, and what would become of that. */
export function FileNote({ arn, file: { path, changed }, edit }: FileNoteProps) {
  if (!changed) return null;
  const isRefused = changed.diagnostics.some(({ severity }) => severity === 'ERROR');
  const update = async () => {
    await tell(`machine/update?of=${encodeURIComponent(arn)}`);
    return `${path} runs from now on.`;
  };
  return (
    <section class="changed" role="status">
      <p>
        <b>{path} has changed</b> and is what this page shows; what runs is as it was.{' '}
        {isRefused
          ? 'A deploy would be refused, and so would a start here.'
          : 'A deploy or a new start would update the state machine; executions under way go on as they began.'}
      </p>
      <Diagnostics all={changed.diagnostics} go={edit} />
      {!isRefused && <Act run={update}>Update the state machine</Act>}
    </section>
  );
}
