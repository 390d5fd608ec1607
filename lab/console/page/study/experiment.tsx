import { tell } from '@safelight/local/console/page/frame/ask';
import { Act } from '@safelight/local/console/page/kit/act';
import { Status } from '@safelight/local/console/page/kit/status';
import type { Experiment as Asked } from '../../study/blocks.ts';
import { useRun } from './use-run.ts';

/** Runs an experiment on a system of its own, and shows each thing as it is seen. */
export function Experiment({ experiment }: { readonly experiment: Asked }) {
  const { run, begin } = useRun(experiment);
  const isRunning = run !== null && !run.isOver;
  const stop = async () => {
    await tell('study/stop');
    return 'The experiment is stopped.';
  };
  const start = async () => {
    await begin();
    return `Question ${experiment.number} is being run, on a system of its own.`;
  };
  return (
    <fieldset class="experiment" aria-label={`Question ${experiment.number}`} aria-busy={isRunning}>
      <div class="line">
        {isRunning ? (
          <Act run={stop}>Stop</Act>
        ) : (
          <Act kind="main" run={start}>
            {experiment.isNegative ? 'Run it without its cause' : 'Run it'}
          </Act>
        )}
        {isRunning && <Status status="RUNNING" />}
        {run?.isOver && <Status status={run.status ?? 'not run'} />}
      </div>
      {run && (
        <div role="log" aria-label="Seen">
          <ol class="seen">
            {run.seen.map(({ what, seen }, at) => (
              <li key={at}>
                <span class="faint">{what}</span> <span>{seen}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      {run?.problem !== undefined && <p class="failure">{run.problem}</p>}
    </fieldset>
  );
}
