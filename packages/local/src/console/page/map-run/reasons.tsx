import type { MapRunFailures } from '../../map-run-failures.ts';
import { hrefTo } from '../frame/address.ts';
import { useAsked } from '../frame/use-asked.ts';
import { count, isExpress, short } from '../kit/format.ts';
import { Problem } from '../kit/problem.tsx';

/** Why children failed, the most frequent reason first. */
export function Reasons({ mapRunArn }: { readonly mapRunArn: string }) {
  const { value = [], error } = useAsked<MapRunFailures>(`map-run/failures?of=${encodeURIComponent(mapRunArn)}`);
  if (error !== undefined) return <Problem text={error} />;
  if (value.length === 0) return null;
  return (
    <section>
      <h2>Failures by reason</h2>
      <ul class="rows" id="map-run-failures">
        {value.map((failure) => (
          <ReasonRow key={`${failure.error} ${failure.newest}`} failure={failure} />
        ))}
      </ul>
    </section>
  );
}

const ReasonRow = ({ failure: { error, cause, children, newest } }: { readonly failure: MapRunFailures[number] }) => (
  <li>
    <strong>{error}</strong> <span>{count(children, 'child', 'children')}</span>
    {isExpress(newest) ? null : <a href={hrefTo('execution', [newest])}>the newest</a>}
    {cause !== '' && (
      <span class="faint" title={cause}>
        {short(cause)}
      </span>
    )}
  </li>
);
