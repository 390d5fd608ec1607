import type { Json } from '#asl/json.ts';
import { readerFailed } from './failure.ts';

/** One JSON value a line; empty lines are skipped. */
export async function* jsonLines(text: AsyncIterable<string>): AsyncIterable<Json> {
  let number = 0;
  for await (const line of lines(text)) {
    number += 1;
    if (line.trim() !== '') yield parseLine(line, number);
  }
}

export async function* lines(text: AsyncIterable<string>): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of text) {
    const complete = (rest + chunk).split('\n');
    rest = complete.pop() ?? '';
    yield* complete;
  }
  if (rest !== '') yield rest;
}

function parseLine(line: string, number: number): Json {
  try {
    return JSON.parse(line);
  } catch {
    throw readerFailed(`Line ${number} is not valid JSON`);
  }
}
