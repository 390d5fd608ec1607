/** A frame of a profile. Lines and columns count from 0. */
export interface Frame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** A profile as V8 writes it. https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** What V8 does by itself, as a profile names it; the rest of `(program)` is native code. */
const OWN: Readonly<Record<string, string>> = {
  '(garbage collector)': 'garbage collection',
  '(program)': 'native code',
};

/**
 * Microseconds of each part of a program: a sample counts for the innermost frame that is of a part, so that what Node does for it
 * counts for who asked. Idle time counts for nothing.
 *
 * @param partOf undefined for frames of no part, such as those of Node itself
 */
export function partsOf(
  { nodes, samples, timeDeltas }: CpuProfile,
  partOf: (frame: Frame) => string | undefined,
): ReadonlyMap<string, number> {
  const parts = new Map<number, string | undefined>();
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const find = (id: number): string | undefined => {
    if (parts.has(id)) return parts.get(id);
    const frame = frames.get(id);
    const parent = parents.get(id);
    const part =
      (frame && (OWN[frame.functionName] ?? partOf(frame))) ?? (parent === undefined ? undefined : find(parent));
    parts.set(id, part);
    return part;
  };
  const spent = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    if (frames.get(id)?.functionName === '(idle)') continue;
    const part = find(id) ?? 'Node';
    spent.set(part, (spent.get(part) ?? 0) + (timeDeltas[at] ?? 0));
  }
  return spent;
}
