import { count } from './format.ts';

interface PagerProps {
  /** What is listed, such as `event`. */
  readonly of: string;
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly turn: (page: number) => void;
}

/** Leads through a list of known length, a page at a time. */
export function Pager({ of, page, size, total, turn }: PagerProps) {
  const last = Math.max(0, Math.ceil(total / size) - 1);
  if (total <= size) return <p class="faint">{count(total, of)}</p>;
  const [from, to] = [page * size + 1, Math.min(total, (page + 1) * size)];
  return (
    <fieldset class="pager" aria-label={`Pages of ${of}s`}>
      <Turn text="First" to={0} page={page} turn={turn} />
      <Turn text="Previous" to={page - 1} page={page} turn={turn} isOff={page === 0} />
      <span>{`${from.toLocaleString()} to ${to.toLocaleString()} of ${count(total, of)}`}</span>
      <Turn text="Next" to={page + 1} page={page} turn={turn} isOff={page === last} />
      <Turn text="Last" to={last} page={page} turn={turn} />
    </fieldset>
  );
}

interface TurnProps {
  readonly text: string;
  readonly to: number;
  readonly page: number;
  readonly turn: (page: number) => void;
  readonly isOff?: boolean;
}

const Turn = ({ text, to, page, turn, isOff = to === page }: TurnProps) => (
  <button type="button" disabled={isOff} onClick={() => turn(to)}>
    {text}
  </button>
);
