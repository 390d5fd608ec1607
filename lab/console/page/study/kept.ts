import { useState } from 'preact/hooks';

/** Answers by question, such as `{ '3.1': 'B' }`. */
export type Answers = Readonly<Record<string, string>>;

/** A mock exam as it stands. */
export interface Exam {
  /** Ids of the questions that were drawn, in order. */
  readonly drawn: readonly string[];
  readonly answers: Answers;
  readonly isOver: boolean;
}

/** What this browser remembers of a student. */
interface Kept {
  readonly answers: Answers;
  readonly exam: Exam | undefined;
}

const NAME = 'darkroom-study';
const NOTHING: Kept = { answers: {}, exam: undefined };

/** What is remembered, and how to remember more; where the browser keeps nothing, until the page is closed. */
export function useKept(): readonly [Kept, (change: Partial<Kept>) => void] {
  const [shown, show] = useState(kept);
  const keep = (change: Partial<Kept>) => {
    kept = { ...kept, ...change };
    show(kept);
    try {
      localStorage.setItem(NAME, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing: what is in memory is enough for now.
    }
  };
  return [shown, keep];
}

function read(): Kept {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
    return isObject(found) ? { answers: answersIn(found.answers), exam: examIn(found.exam) } : NOTHING;
  } catch {
    return NOTHING;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const answersIn = (value: unknown): Answers =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

function examIn(value: unknown): Exam | undefined {
  if (!isObject(value) || !Array.isArray(value.drawn)) return undefined;
  const drawn = value.drawn.filter((id): id is string => typeof id === 'string');
  return { drawn, answers: answersIn(value.answers), isOver: value.isOver === true };
}

// Last: it is read when the module is loaded, by what stands above.
let kept = read();
