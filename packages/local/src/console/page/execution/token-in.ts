/** So long are tokens at least, and hardly anything else that has no space in it. */
const SHORTEST = 60;

/** Task token in what was called: the first text below a name with "token" in it, in JSON within a text as well; else the first that looks like one. */
export function tokenIn(json: string | undefined): string | undefined {
  const texts = [...textsOf(parsed(json ?? 'null'), '')];
  const named = texts.find(({ name }) => /token/i.test(name));
  return (named ?? texts.find(({ text }) => text.length >= SHORTEST && /^[\w+/=-]+$/.test(text)))?.text;
}

interface Text {
  /** Names that lead to it. */
  readonly name: string;
  readonly text: string;
}

function* textsOf(value: unknown, name: string): Generator<Text> {
  const inner = typeof value === 'string' && /^[{[]/.test(value) ? parsed(value) : value;
  if (typeof inner === 'string') yield { name, text: inner };
  else if (inner !== null && typeof inner === 'object')
    for (const [below, child] of Object.entries(inner)) yield* textsOf(child, `${name} ${below}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
