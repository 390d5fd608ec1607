import { refuse } from '#local/events/pattern/invalid-pattern.ts';
import type { SubRule } from '#local/events/pattern/sub-rules.ts';
import { type WildcardByte, wildcardBytes } from '#local/events/pattern/wildcard.ts';

/** Measured: a rule of ten is taken, a rule of eleven is not. AWS publishes the measure, not the limit. */
export const MOST_COMPLEX = 10;

/** A bound of ours: whoever needs more than so many steps to be measured is over the limit for any purpose. */
const MOST_STEPS = 5000;

/**
 * Refuses a pattern whose wildcards could keep more than ten of their beginnings alive at once: event-ruler's measure, of
 * all wildcards that are tried on one field together. Throws InvalidPattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching-complexity
 */
export function checkComplexity(rules: readonly SubRule[]): void {
  if (complexityOf(rules) <= MOST_COMPLEX) return;
  refuse(
    'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
  );
}

/** Of the costliest field; counting stops above the limit. */
export const complexityOf = (rules: readonly SubRule[]): number => Math.max(0, ...machinesOf(rules).map(complexity));

/** A wildcard that a rule has for a field. */
interface Wildcard {
  readonly text: string;
  /** The same for the wildcards of one term, and of equal terms. */
  readonly term: string;
  /** Each rule, and each text of a term, has states of its own after the first wildcard character. */
  readonly copy: string;
}

/** The wildcards that are tried together: those of one field, after the same fields before it. */
function machinesOf(rules: readonly SubRule[]): readonly (readonly Wildcard[])[] {
  const machines = new Map<string, Wildcard[]>();
  for (const [number, rule] of rules.entries()) {
    let before = '';
    for (const [name, terms] of [...rule].sort(([a], [b]) => (a < b ? -1 : 1))) {
      before = JSON.stringify([before, name]);
      const machine = machines.get(before) ?? [];
      const wildcards = terms.flatMap((each) => (each.kind === 'value' ? [each.wildcards] : []));
      for (const texts of wildcards) {
        const term = JSON.stringify(texts);
        machine.push(...texts.map((text) => ({ text, term, copy: `${number} ${text}` })));
      }
      machines.set(before, machine);
      if (wildcards.some(({ length }) => length > 0)) before = JSON.stringify([before, number]);
    }
  }
  return [...machines.values()];
}

/** A place within a pattern that reading a text can have come to. */
interface Place {
  readonly id: number;
  readonly pieces: readonly WildcardByte[];
  /** What each place of the pattern is known by. */
  readonly keys: readonly string[];
  readonly at: number;
}

/** How many places a text can be at together, at most. */
function complexity(wildcards: readonly Wildcard[]): number {
  const begin = wildcards.map(beginningOf);
  const seen = new Set<string>();
  const waiting: (readonly Place[])[] = [begin];
  let most = 0;
  for (let places = waiting.pop(); places; places = waiting.pop()) {
    for (const byte of bytesAfter(places)) {
      const reached = step(places, byte);
      const key = [...reached.keys()].sort().join();
      if (seen.has(key)) continue;
      seen.add(key);
      most = Math.max(most, new Set([...reached.values()].map(({ keys, at }) => keys[at])).size);
      if (most > MOST_COMPLEX || seen.size > MOST_STEPS) return MOST_COMPLEX + 1;
      waiting.push([...reached.values()]);
    }
  }
  return most;
}

/** The bytes that lead on from there, and one that only wildcards take. */
function bytesAfter(places: readonly Place[]): ReadonlySet<number> {
  const bytes = places.flatMap(({ pieces, at }) => [pieces[at + 1], pieces[at + 2]]);
  return new Set([...bytes.filter((byte): byte is number => typeof byte === 'number'), -1]);
}

function step(places: readonly Place[], byte: number): ReadonlyMap<string, Place> {
  const reached = new Map<string, Place>();
  const reach = (place: Place): void => {
    reached.set(`${place.id} ${place.at}`, place);
    // A wildcard stands for nothing, too.
    if (place.pieces[place.at + 1] === '*') reach({ ...place, at: place.at + 1 });
  };
  for (const place of places) {
    const { pieces, at } = place;
    if (pieces[at] === '*') reach(place);
    if (pieces[at + 1] === byte) reach({ ...place, at: at + 1 });
  }
  return reached;
}

/** Up to the first wildcard character, the same beginnings of one term are one place. */
function beginningOf({ text, term, copy }: Wildcard, id: number): Place {
  const pieces = wildcardBytes(text);
  const first = pieces.indexOf('*');
  const keys = pieces.map((_, at) =>
    first < 0 || at <= first ? `${term} ${pieces.slice(0, at + 1).join(' ')}` : `${term} ${copy} ${at}`,
  );
  return { id, pieces, keys, at: -1 };
}
