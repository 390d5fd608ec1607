import type { MapRunCounts } from '@safelight/asl/ports';
import { hrefTo } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Began } from '../kit/began.tsx';
import { machineOf } from '../kit/format.ts';
import { Missing } from '../kit/missing.tsx';
import { Problem } from '../kit/problem.tsx';
import { Status } from '../kit/status.tsx';
import type { MapRun } from './answers.ts';
import { Reasons } from './reasons.tsx';

/** `#/map-run/ARN`: how far a Distributed Map is, its children by status, and why some failed. */
export function MapRunPage({ parts: [arn = ''] }: ViewProps) {
  const { value: mapRun, error } = useAsked<MapRun>(`map-run?of=${encodeURIComponent(arn)}`);
  if (!mapRun) return <Missing list={['executions', 'Executions']} title="Map run" text={error} />;
  return (
    <article>
      <Head mapRun={mapRun} />
      <Problem text={error} />
      <Progress counts={mapRun.itemCounts} isRunning={mapRun.status === 'RUNNING'} />
      <ByStatus items={mapRun.itemCounts} executions={mapRun.executionCounts} />
      <Reasons mapRunArn={arn} />
    </article>
  );
}

function Head({ mapRun }: { readonly mapRun: MapRun }) {
  const { mapRunArn, executionArn, status, startDate, stopDate, redriveCount = 0 } = mapRun;
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = mapRun;
  const label = machineOf(mapRunArn).split('/')[1] ?? '';
  return (
    <header class="title">
      <p class="faint">
        <a href={hrefTo('execution', [executionArn])}>{machineOf(executionArn)}</a>
      </p>
      <div class="line">
        <h1>Map run {label}</h1>
        <Status status={status} />
      </div>
      <p class="facts">
        <Began from={startDate} to={stopDate} />
        <span>{maxConcurrency === 0 ? 'up to 10,000' : maxConcurrency.toLocaleString()} at a time</span>
        <span>
          {toleratedFailureCount.toLocaleString()} or {toleratedFailurePercentage} % may fail
        </span>
        {redriveCount > 0 && <span>redriven {redriveCount}</span>}
      </p>
    </header>
  );
}

interface ProgressProps {
  readonly counts: MapRunCounts;
  readonly isRunning: boolean;
}

/** Items are read as their children begin: where they come from S3, nobody knows before the end how many there are. */
function Progress({ counts: { total, pending, succeeded, failed, timedOut, aborted }, isRunning }: ProgressProps) {
  const done = succeeded + failed + timedOut + aborted;
  return (
    <p>
      <progress id="map-run-progress" max={Math.max(1, total)} value={done} aria-label="Items that have ended" />{' '}
      {done.toLocaleString()} of {total.toLocaleString()} items{isRunning && pending === 0 && ' so far'}
    </p>
  );
}

/** Members of the counts, as the page names them. */
const COLUMNS = [
  ['running', 'Running'],
  ['succeeded', 'Succeeded'],
  ['failed', 'Failed'],
  ['timedOut', 'Timed out'],
  ['aborted', 'Aborted'],
  ['pending', 'Pending'],
  ['resultsWritten', 'Results written'],
] as const satisfies readonly (readonly [keyof MapRunCounts, string])[];

function ByStatus({ items, executions }: { readonly items: MapRunCounts; readonly executions: MapRunCounts }) {
  return (
    <div class="wide">
      <table class="list" id="map-run-counts">
        <thead>
          <tr>
            <th>Of</th>
            {COLUMNS.map(([name, title]) => (
              <th key={name}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <CountRow title="Items" counts={items} />
          <CountRow title="Child executions" counts={executions} />
        </tbody>
      </table>
    </div>
  );
}

const CountRow = ({ title, counts }: { readonly title: string; readonly counts: MapRunCounts }) => (
  <tr>
    <th scope="row">{title}</th>
    {COLUMNS.map(([name]) => (
      <td key={name} class="number">
        {counts[name].toLocaleString()}
      </td>
    ))}
  </tr>
);
