import { parseBracket } from './bracket.ts';
import { isDefinite, type Segment } from './segment.ts';
import { TextReader } from './text-reader.ts';

/** Segments up to a function, which makes one value of what they lead to. */
export interface Stage {
  readonly segments: readonly Segment[];
  /** A definite stage leads to one value or fails; any other yields a list, which may be empty. */
  readonly isDefinite: boolean;
  /** Such as `length`. Only the last stage may be without. */
  readonly apply?: string;
}

export interface Path {
  readonly text: string;
  /** What the path starts from: `$`, the Context object `$$`, or a variable. */
  readonly root:
    | { readonly kind: 'subject' }
    | { readonly kind: 'context' }
    | { readonly kind: 'variable'; readonly name: string };
  readonly stages: readonly Stage[];
  /** Whether it leads to one place, so that it may be a Reference Path. */
  readonly isReference: boolean;
}

/** Parser of paths, handed to what parses a filter: filters contain paths, as paths contain filters. */
export type ParsePath = (text: string) => Path;

/** More segments than any real path has: evaluation calls itself once for each. */
const MOST_SEGMENTS = 500;

const VARIABLE = /^\p{ID_Start}\p{ID_Continue}*/u;
/** Jayway takes all but what begins the next step for a name. */
const NAME = /^[^.[ ]+/u;

/**
 * Parses what AWS takes for a JSONPath: the dialect of Jayway 2.0.0, its later functions at the end, `$$` and
 * variables. A dot before a bracket means nothing. Throws a SyntaxError.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function parsePath(text: string): Path {
  const reader = new TextReader(text.trim());
  if (!reader.take('$')) throw new SyntaxError(`Invalid path '${text}': it must start with '$'`);
  const root = parseRoot(reader);
  if (!(reader.atEnd || reader.peek('.') || reader.peek('['))) throw reader.error("'.' or '['");
  const steps: (Segment | string)[] = [];
  while (!reader.atEnd) {
    const step = parseStep(reader);
    if (step !== undefined) steps.push(step);
    if (steps.length > MOST_SEGMENTS) throw reader.error(`no more than ${MOST_SEGMENTS} steps`);
  }
  return { text, root, stages: stagesOf(steps), isReference: steps.every(isReference) };
}

function parseRoot(reader: TextReader): Path['root'] {
  if (reader.take('$')) return { kind: 'context' };
  const name = reader.match(VARIABLE);
  return name === undefined ? { kind: 'subject' } : { kind: 'variable', name };
}

/** A segment, or the name of a function; undefined for a dot before a bracket. */
function parseStep(reader: TextReader): Segment | string | undefined {
  if (reader.peek('[')) return parseBracket(reader, parsePath);
  if (reader.take('*')) return { kind: 'wildcard' };
  if (reader.take('..')) {
    if (reader.atEnd) throw reader.error('what to scan for');
    return { kind: 'scan' };
  }
  const hasDot = reader.take('.');
  if (hasDot && reader.peek('[')) return undefined;
  const name = reader.match(NAME);
  if (name === undefined) throw reader.error('a name');
  if (hasDot && name === '*') return { kind: 'wildcard' };
  return name.endsWith('()') ? name.slice(0, -2) : { kind: 'child', names: [name] };
}

function stagesOf(steps: readonly (Segment | string)[]): readonly Stage[] {
  const stages: Stage[] = [];
  let segments: Segment[] = [];
  for (const step of steps) {
    if (typeof step !== 'string') segments.push(step);
    else {
      stages.push({ segments, isDefinite: segments.every(isDefinite), apply: step });
      segments = [];
    }
  }
  if (segments.length > 0 || stages.length === 0) stages.push({ segments, isDefinite: segments.every(isDefinite) });
  return stages;
}

const isReference = (step: Segment | string): boolean =>
  typeof step === 'string' || (isDefinite(step) && !(step.kind === 'child' && step.names.length > 1));
