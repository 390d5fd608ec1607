import { hrefTo } from '../frame/address.ts';
import { Problem } from './problem.tsx';

interface MissingProps {
  /** Page of the list in which it would be, and its title. */
  readonly list: readonly [name: string, title: string];
  /** What was asked for. */
  readonly title: string;
  /** Why it is not there; undefined while it is being asked for. */
  readonly text: string | undefined;
}

/** Page in the place of one thing that cannot be shown: which it would be, why it is not, and the way back to the others. */
export function Missing({ list: [name, of], title, text }: MissingProps) {
  if (text === undefined) return null;
  return (
    <>
      <p class="faint">
        <a href={hrefTo(name)}>{of}</a>
      </p>
      <h1>{title}</h1>
      <Problem text={text} />
    </>
  );
}
