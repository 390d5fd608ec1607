import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { Problem } from '@safelight/local/console/page/kit/problem';
import { useState } from 'preact/hooks';
import type { ExperimentLine } from '../../study/experiments.ts';
import { Experiment } from './experiment.tsx';

/** `#/experiments`: the thirty questions that are answered by running them. */
export function Experiments() {
  const { value, error } = useAsked<readonly ExperimentLine[]>('study/experiments');
  return (
    <article class="study">
      <h1>Experiments</h1>
      <p>
        Each question is run on a system of its own, with a clock that can be turned, as by{' '}
        <code>npm run study -- NUMBER</code>. Its control takes the cause away: then the experiment must notice.
      </p>
      <Problem text={error} />
      <ol id="experiments">
        {value?.map((line) => (
          <li key={line.number}>
            <Question line={line} />
          </li>
        ))}
      </ol>
    </article>
  );
}

function Question({ line: { number, question, claims, page, without } }: { readonly line: ExperimentLine }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {number}. {question}
      </summary>
      {isOpen && (
        <>
          {claims.map((claim) => (
            <p key={claim}>{claim}</p>
          ))}
          <p>
            <a href={page} target="_blank" rel="noreferrer">
              AWS's page
            </a>
          </p>
          {without !== undefined && (
            <>
              <Experiment experiment={{ number, isNegative: false }} />
              <p class="faint">Its control: {without}.</p>
              <Experiment experiment={{ number, isNegative: true }} />
            </>
          )}
        </>
      )}
    </details>
  );
}
