import { hrefTo } from '@safelight/local/console/page/frame/address';
import type { ViewProps } from '@safelight/local/console/page/frame/page';
import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { count } from '@safelight/local/console/page/kit/format';
import { Problem } from '@safelight/local/console/page/kit/problem';
import type { Chapter } from '../../study/docs.ts';
import { DocsPage } from './docs-page.tsx';
import { type Answers, useKept } from './kept.ts';

/** `#/study`: the chapters of the walkthrough; `#/study/PAGE?at=`: a page of docs/. */
export const Study = ({ parts: [page], query }: ViewProps) =>
  page === undefined ? <Contents /> : <DocsPage name={page} at={query.get('at') ?? ''} />;

function Contents() {
  const { value, error } = useAsked<readonly Chapter[]>('study');
  const [{ answers }] = useKept();
  return (
    <article class="study">
      <h1>Walkthrough</h1>
      <p>
        Step Functions for the Solutions Architect exam, learned by running it. Each chapter runs its{' '}
        <a href={hrefTo('experiments')}>experiments</a> here, on systems of their own, and ends with questions; a{' '}
        <a href={hrefTo('exam')}>mock exam</a> draws twenty of all. What you answer is kept in this browser alone.
      </p>
      <Problem text={error} />
      <ol id="chapters">
        {value?.map(({ name, title, questions }) => (
          <li key={name}>
            <a class="name" href={hrefTo('study', [name])}>
              {title}
            </a>
            <span class="faint">{progress(questions, answers)}</span>
          </li>
        ))}
      </ol>
      <p>
        <a href={hrefTo('study', ['glossary'])}>Glossary</a> ·{' '}
        <a href={hrefTo('study', ['walkthrough/facts'])}>Facts, with AWS's pages</a>
      </p>
    </article>
  );
}

function progress(questions: Chapter['questions'], answers: Answers): string {
  const given = questions.filter(({ id }) => answers[id] !== undefined);
  if (given.length === 0) return count(questions.length, 'question');
  const right = given.filter(({ id, right: letter }) => answers[id] === letter);
  return `${given.length} of ${count(questions.length, 'question')} answered, ${right.length} right`;
}
