import { useState } from 'preact/hooks';
import type { QuizQuestion } from '../../study/quiz.ts';
import { Blocks, Line } from './text.tsx';

interface AskQuestionProps {
  readonly question: QuizQuestion;
  readonly title: string;
  readonly heading: 'h2' | 'h3';
  /** Letter that was given; undefined while none was. */
  readonly given: string | undefined;
  readonly give: (letter: string) => void;
  /** Whether the right one is told once one was given. */
  readonly tells: boolean;
}

/** A question with its answers. Where it tells, an answer counts once it is given, so that the arrow keys may wander. */
export function AskQuestion({ question, title, heading: Heading, given, give, tells }: AskQuestionProps) {
  const [chosen, choose] = useState(given);
  const isTold = tells && given !== undefined;
  const pick = (letter: string) => {
    choose(letter);
    if (!tells) give(letter);
  };
  const name = `question-${question.id}`;
  return (
    <fieldset class="ask" aria-labelledby={name}>
      <Heading id={name}>{title}</Heading>
      <Blocks blocks={question.ask} />
      {question.options.map(({ letter, text }) => (
        <label key={letter} class={`option ${isTold ? verdictOf(letter, question.right, given) : ''}`}>
          <input type="radio" name={name} checked={chosen === letter} disabled={isTold} onChange={() => pick(letter)} />
          <span>
            <b>{letter}.</b> <Line parts={text} />
          </span>
        </label>
      ))}
      {tells && !isTold && (
        <button type="button" class="main" disabled={chosen === undefined} onClick={() => give(chosen ?? '')}>
          Answer
        </button>
      )}
      <div role="status">{isTold && <Why question={question} given={given} />}</div>
    </fieldset>
  );
}

/** Which was right, and why. */
export const Why = ({ question, given }: { readonly question: QuizQuestion; readonly given: string | undefined }) => (
  <>
    <p class={given === question.right ? 'right' : 'wrong'}>
      {given === question.right ? `Right: ${question.right}.` : `It is ${question.right}, not ${given ?? 'nothing'}.`}
    </p>
    <Blocks blocks={question.why} />
  </>
);

const verdictOf = (letter: string, right: string, given: string) => {
  if (letter === right) return 'right';
  return letter === given ? 'wrong' : '';
};
