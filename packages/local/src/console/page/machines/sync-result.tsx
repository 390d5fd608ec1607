import { Json } from '../kit/json.tsx';
import { Status } from '../kit/status.tsx';
import type { SyncAnswer } from './answers.ts';

/** What an Express execution answered. */
export const SyncResult = ({ answer: { status = '', output, error, cause } }: { readonly answer: SyncAnswer }) => (
  <div role="status" class="answered">
    <Status status={status} />
    {error !== undefined && (
      <p class="failure">
        <b>{error}</b> {cause}
      </p>
    )}
    {output !== undefined && <Json text={output} />}
  </div>
);
