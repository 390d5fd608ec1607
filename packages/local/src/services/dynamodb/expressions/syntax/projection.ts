import type { PathSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { readPath } from '#services/dynamodb/expressions/syntax/operands.ts';
import { Reader } from '#services/dynamodb/expressions/syntax/reader.ts';

/** Parses a projection expression. Throws ExpressionError. */
export function parseProjection(text: string): readonly PathSyntax[] {
  const reader = new Reader(text);
  const paths = [readPath(reader)];
  while (reader.takeSign(',')) paths.push(readPath(reader));
  reader.expectEnd();
  return paths;
}
