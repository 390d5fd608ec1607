import type { Json } from '#asl/json.ts';
import { readerFailed } from './failure.ts';
import type { Entry } from './item-reader.ts';

/** One JSON value a line; empty lines are skipped. */
export async function* jsonLines(text: AsyncIterable<string>): AsyncIterable<Entry> {
  let number = 0;
  for await (const lines of lineChunks(text)) {
    for (const line of lines) {
      number += 1;
      if (line.trim() !== '') yield { value: parseLine(line, number) };
    }
  }
}

/** The lines that end in each chunk: to wait for every line by itself would take longer than to parse it. */
export async function* lineChunks(text: AsyncIterable<string>): AsyncIterable<readonly string[]> {
  let rest = '';
  for await (const chunk of text) {
    const complete = (rest + chunk).split('\n');
    rest = complete.pop() ?? '';
    yield complete;
  }
  if (rest !== '') yield [rest];
}

function parseLine(line: string, number: number): Json {
  try {
    return JSON.parse(line);
  } catch {
    throw readerFailed(`Line ${number} is not valid JSON`);
  }
}
