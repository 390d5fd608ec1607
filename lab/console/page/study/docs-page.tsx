import { hrefTo } from '@safelight/local/console/page/frame/address';
import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { Missing } from '@safelight/local/console/page/kit/missing';
import { useEffect } from 'preact/hooks';
import type { DocsPage as Answer } from '../../study/docs.ts';
import { AskQuestion } from './ask-question.tsx';
import { useKept } from './kept.ts';
import { Blocks } from './text.tsx';

/** A page of docs/: a chapter with its questions, the glossary, or whatever they lead to. */
export function DocsPage({ name, at }: { readonly name: string; readonly at: string }) {
  const { value, error } = useAsked<Answer>(`study/page?of=${encodeURIComponent(name)}`);
  const page = value?.name === name ? value : undefined;
  useEffect(() => {
    const place = page && at !== '' ? document.getElementById(at) : null;
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  }, [page, at]);
  if (!page) return <Missing list={['study', 'Walkthrough']} title="Chapter" text={error} />;
  return (
    <article class="study">
      <p class="faint">
        <a href={hrefTo('study')}>Walkthrough</a>
      </p>
      <h1>{page.title}</h1>
      <Blocks blocks={page.blocks} />
      {page.quiz.length > 0 && <Quiz questions={page.quiz} />}
    </article>
  );
}

function Quiz({ questions }: { readonly questions: Answer['quiz'] }) {
  const [{ answers }, keep] = useKept();
  const isBegun = questions.some(({ id }) => answers[id] !== undefined);
  const forget = () => {
    const ids = questions.map(({ id }) => id);
    keep({ answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.includes(id))) });
  };
  return (
    <section aria-labelledby="quiz">
      <h2 id="quiz">Questions</h2>
      {questions.map((question) => (
        <AskQuestion
          // Anew once its answer is forgotten.
          key={`${question.id} ${answers[question.id] === undefined}`}
          question={question}
          heading="h3"
          title={`Question ${question.id}`}
          given={answers[question.id]}
          give={(letter) => keep({ answers: { ...answers, [question.id]: letter } })}
          tells
        />
      ))}
      {isBegun && (
        <button type="button" onClick={forget}>
          Forget these answers
        </button>
      )}
    </section>
  );
}
