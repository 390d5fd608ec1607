/** As far as it matters here: a service's model in botocore. */
export interface Model {
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

interface Ref {
  readonly shape: string;
}

interface Shape {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly members?: Readonly<Record<string, Ref>>;
  readonly member?: Ref;
  readonly value?: Ref;
}

/** What limits the members of the structures in answers: a line for each, `Name member=LIMIT …`. */
export function limitsOf(model: Model): string {
  const lines: string[] = [];
  for (const name of reachable(model).toSorted()) {
    const members = Object.entries(model.shapes[name]?.members ?? {}).flatMap(([member, { shape }]) => {
      const limit = limitText(model, shape);
      return limit === '' ? [] : [`${member}=${limit}`];
    });
    if (members.length > 0) lines.push(`${name} ${members.join(' ')}`);
  }
  return lines.join('\n');
}

/** `A|B` are the values there are, `1..256` a length, `#0..100` a number; after `[]`, of each item. */
function limitText({ shapes }: Model, name: string): string {
  const shape = shapes[name];
  if (shape === undefined) return '';
  const { type, min, max } = shape;
  const inner = shape.member ?? shape.value;
  if (inner !== undefined) {
    const limit = limitText({ operations: {}, shapes }, inner.shape);
    return limit === '' || limit.startsWith('[]') ? '' : `[]${limit}`;
  }
  if (shape.enum !== undefined) return shape.enum.join('|');
  const isNumber = ['integer', 'long', 'float', 'double'].includes(type);
  const least = min === undefined || (min <= 0 && !isNumber) ? '' : min;
  if (!(isNumber || type === 'string' || type === 'blob') || (least === '' && max === undefined)) return '';
  return `${isNumber ? '#' : ''}${least}..${max ?? ''}`;
}

function reachable({ operations, shapes }: Model): readonly string[] {
  const found = new Set<string>();
  const open = Object.values(operations).flatMap(({ output }) => (output === undefined ? [] : [output.shape]));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const shape = shapes[name];
    if (found.has(name) || shape === undefined) continue;
    found.add(name);
    for (const ref of [...Object.values(shape.members ?? {}), shape.member, shape.value]) if (ref) open.push(ref.shape);
  }
  return [...found];
}
