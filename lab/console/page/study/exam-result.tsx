import { hrefTo } from '@safelight/local/console/page/frame/address';
import { useEffect, useRef } from 'preact/hooks';
import type { Domain } from '../../study/domains.ts';
import type { QuizQuestion } from '../../study/quiz.ts';
import { Why } from './ask-question.tsx';
import type { Answers } from './kept.ts';
import { Blocks } from './text.tsx';

interface ExamResultProps {
  readonly drawn: readonly QuizQuestion[];
  readonly answers: Answers;
  readonly domains: readonly Domain[];
}

/** What came of an exam, by domain, and each question that went wrong with its reason. */
export function ExamResult({ drawn, answers, domains }: ExamResultProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const isRight = ({ id, right }: QuizQuestion) => answers[id] === right;
  const wrong = drawn.filter((question) => !isRight(question));
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {drawn.length - wrong.length} of {drawn.length} right
      </h2>
      <table class="list" id="domains">
        <thead>
          <tr>
            <th>Domain</th>
            <th>Part of the exam</th>
            <th>Right</th>
          </tr>
        </thead>
        <tbody>
          {domains.map(({ number, name, part }) => {
            const asked = drawn.filter(({ domain }) => domain === number);
            return (
              <tr key={number}>
                <td>
                  {number}. {name}
                </td>
                <td class="number">{part}%</td>
                <td class="number">
                  {asked.filter(isRight).length} of {asked.length}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {wrong.map((question) => (
        <section key={question.id} class="ask">
          <h3>
            <a href={hrefTo('study', [question.page])}>Question {question.id}</a>
          </h3>
          <Blocks blocks={question.ask} />
          <Why question={question} given={answers[question.id]} />
        </section>
      ))}
    </>
  );
}
