/** Characters of payloads and variables that are written in some fifty milliseconds. */
const TURN = 5_000_000;
/** Those that are written in the time that it takes to go from one state to the next. */
const TRANSITION = 500;
/** In which the reference to a variable is copied. */
const VARIABLE = 20;

/** Since others last had their turn: executions that need not wait share what is between two turns. */
let written = 0;

/** Counts a state that was left, with the texts that it wrote and the variables that there are if it assigned some. */
export function countState(texts: Iterable<string>, variables: number): void {
  written += TRANSITION + VARIABLE * variables;
  for (const text of texts) written += text.length;
}

/** Whether states took so long that others want their turn. */
export function wantsTurn(): boolean {
  if (written < TURN) return false;
  written = 0;
  return true;
}
