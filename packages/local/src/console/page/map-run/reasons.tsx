import { hrefTo } from '../frame/address.ts';
import { count, short } from '../kit/format.ts';
import type { MapRunAnswer } from './answers.ts';

/** Why children failed, the most frequent reason first. */
export function Reasons({ answer: { mapRun, reasons, lookedAt } }: { readonly answer: MapRunAnswer }) {
  const { failed } = mapRun.executionCounts;
  if (failed === 0) return null;
  return (
    <section>
      <h2>Failures by reason</h2>
      {lookedAt < failed && (
        <p class="faint">
          {lookedAt === 0
            ? 'Express children leave no executions: what ResultWriter wrote has their failures.'
            : `The newest ${lookedAt} of ${failed.toLocaleString()}.`}
        </p>
      )}
      <ul class="rows" id="map-run-failures">
        {reasons.map(({ error, count: children, executionArn, cause }) => (
          <li key={error}>
            <strong>{error}</strong> <span>{count(children, 'child', 'children')}</span>
            <a href={hrefTo('execution', [executionArn])}>the newest</a>
            {cause !== undefined && <span class="faint">{short(cause)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
