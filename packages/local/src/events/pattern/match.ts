import type { EventField, EventFields, Membership } from '#local/events/pattern/event-fields.ts';
import type { SubRule } from '#local/events/pattern/sub-rules.ts';
import type { Term } from '#local/events/pattern/term.ts';

/** What a rule asks of one field, and where the event meets it. */
interface Step {
  /** Of the values that meet it. */
  readonly met: readonly Membership[];
  /** Of all values, where absence would do too; undefined where it would not. */
  readonly present: readonly Membership[] | undefined;
  /** The lists that this step and the later ones lie in: all that earlier choices can matter for. */
  readonly lists: ReadonlySet<number>;
}

/**
 * Whether an event meets a rule: each field by some value, no two of them from different elements of one list. Fields are
 * tried by name, and a field is absent if the elements chosen so far hold none of it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
 */
export function meets(fields: EventFields, rule: SubRule): boolean {
  const steps = stepsOf(fields, rule);
  const failed = new Set<string>();

  function from(at: number, chosen: Membership): boolean {
    const step = steps[at];
    if (!step) return true;
    const key = [at, ...[...chosen].filter(([list]) => step.lists.has(list)).map(String)].join(' ');
    if (failed.has(key)) return false;
    const isMet =
      (step.present?.every((membership) => !together(chosen, membership)) && from(at + 1, chosen)) ||
      step.met.some((membership) => {
        const joined = together(chosen, membership);
        return joined !== undefined && from(at + 1, joined);
      });
    if (!isMet) failed.add(key);
    return isMet;
  }

  return steps.every(({ met, present }) => met.length > 0 || present) && from(0, new Map());
}

function stepsOf(fields: EventFields, rule: SubRule): readonly Step[] {
  const lists = new Set<number>();
  return [...rule.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .reverse()
    .map(([name, terms]) => {
      const found = fields.get(name) ?? [];
      for (const { membership } of found) for (const list of membership.keys()) lists.add(list);
      return { ...stepOf(found, terms), lists: new Set(lists) };
    })
    .reverse();
}

function stepOf(found: readonly EventField[], terms: readonly Term[]): Omit<Step, 'lists'> {
  const meetsAny = ({ value }: EventField) => terms.some((term) => term.kind === 'value' && term.matches(value));
  const mayBeAbsent = terms.some(({ kind }) => kind === 'absent');
  return {
    met: found.filter(meetsAny).map(({ membership }) => membership),
    present: mayBeAbsent ? found.map(({ membership }) => membership) : undefined,
  };
}

/** Both memberships as one; undefined where they name different elements of a list. */
function together(chosen: Membership, other: Membership): Membership | undefined {
  for (const [list, index] of other) {
    const before = chosen.get(list);
    if (before !== undefined && before !== index) return undefined;
  }
  return other.size === 0 ? chosen : new Map([...chosen, ...other]);
}
