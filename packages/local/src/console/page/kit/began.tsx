import { Elapsed } from './elapsed.tsx';
import { time } from './format.ts';

/** The first facts of what runs: when it began, and how long it took, or takes so far. */
export const Began = ({ from, to }: { readonly from: string; readonly to: string | undefined }) => (
  <>
    <span>began {time(from)}</span>
    <span>
      <Elapsed from={from} to={to} />
    </span>
  </>
);
