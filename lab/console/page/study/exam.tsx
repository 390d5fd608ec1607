import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { Problem } from '@safelight/local/console/page/kit/problem';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Domain } from '../../study/domains.ts';
import type { QuizQuestion } from '../../study/quiz.ts';
import { AskQuestion } from './ask-question.tsx';
import { DRAWN, draw } from './draw.ts';
import { ExamResult } from './exam-result.tsx';
import { type Exam as Kept, useKept } from './kept.ts';

/** `#/exam`: twenty questions of all chapters, drawn by the exam's domains, with a result by domain. */
export function Exam() {
  const { value: questions, error } = useAsked<readonly QuizQuestion[]>('study/questions');
  const { value: domains } = useAsked<readonly Domain[]>('study/domains');
  const [{ exam }, keep] = useKept();
  const begin = () => {
    const drawn = draw(questions ?? [], domains ?? [], Math.random);
    keep({ exam: { drawn, answers: {}, isOver: false } });
  };
  const drawn = exam?.drawn.flatMap((id) => questions?.find((one) => one.id === id) ?? []) ?? [];
  const isThere = questions !== undefined && domains !== undefined;
  return (
    <article class="study">
      <h1>Mock exam</h1>
      <Problem text={error} />
      {isThere && (drawn.length === 0 || exam?.isOver) && (
        <p>
          {DRAWN} questions, of each domain as many as its part of the exam is.{' '}
          <button type="button" class="main" onClick={begin}>
            {exam ? 'Draw anew' : 'Begin'}
          </button>
        </p>
      )}
      {exam && drawn.length > 0 && !exam.isOver && (
        <Sitting key={exam.drawn.join()} exam={exam} drawn={drawn} keep={(next) => keep({ exam: next })} />
      )}
      {exam?.isOver && domains && <ExamResult drawn={drawn} answers={exam.answers} domains={domains} />}
    </article>
  );
}

interface SittingProps {
  readonly exam: Kept;
  readonly drawn: readonly QuizQuestion[];
  readonly keep: (exam: Kept) => void;
}

function Sitting({ exam, drawn, keep }: SittingProps) {
  const [at, turn] = useState(0);
  const question = drawn[at];
  const place = useFocusOn(at);
  const open = drawn.filter(({ id }) => exam.answers[id] === undefined).length;
  if (!question) return null;
  return (
    <div ref={place} tabIndex={-1} class="sitting">
      <AskQuestion
        key={question.id}
        question={question}
        heading="h2"
        title={`Question ${at + 1} of ${drawn.length}`}
        given={exam.answers[question.id]}
        give={(letter) => keep({ ...exam, answers: { ...exam.answers, [question.id]: letter } })}
        tells={false}
      />
      <div class="actions">
        <button type="button" disabled={at === 0} onClick={() => turn(at - 1)}>
          Previous
        </button>
        <button type="button" disabled={at === drawn.length - 1} onClick={() => turn(at + 1)}>
          Next
        </button>
        <button type="button" class="main" onClick={() => keep({ ...exam, isOver: true })}>
          Hand in
        </button>
        <span class="faint">{open === 0 ? 'All are answered.' : `${open} to be answered.`}</span>
      </div>
    </div>
  );
}

/** The focus goes to the question that is turned to, but not to the first one. */
function useFocusOn(at: number) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(at);
  useEffect(() => {
    if (before.current !== at) place.current?.focus();
    before.current = at;
  }, [at]);
  return place;
}
