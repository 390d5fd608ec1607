import { isMap, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/**
 * Line of a definition, from 1, that a location such as `/States/Check/Catch[0]/Next` names; where there is no such place, that of
 * what is around it. Names of states may have slashes in them.
 */
export function lineOf(definition: string, location: string): number {
  const lines = new LineCounter();
  const document = parseDocument(definition, { lineCounter: lines, strict: false, logLevel: 'silent' });
  let place: Place | undefined = { node: document.contents, rest: partsOf(location) };
  let node = document.contents;
  while (place) {
    node = place.node;
    place = below(place);
  }
  return lines.linePos(node?.range[0] ?? 0).line;
}

/** How far a location was followed. */
interface Place {
  readonly node: ParsedNode | null;
  readonly rest: readonly string[];
}

/** `/States/A/b[0]` -> `States`, `A`, `b`, `0` */
const partsOf = (location: string): readonly string[] =>
  location
    .replaceAll(/\[(\d+)\]/g, '/$1')
    .split('/')
    .filter((part) => part !== '');

/** One step on: by one part, or by as many as the name has slashes. */
function below({ node, rest }: Place): Place | undefined {
  for (let length = 1; length <= rest.length; length++) {
    const child = childOf(node, rest.slice(0, length).join('/'));
    if (child) return { node: child, rest: rest.slice(length) };
  }
  return undefined;
}

function childOf(node: ParsedNode | null, name: string): ParsedNode | undefined {
  if (isSeq<ParsedNode>(node)) return node.items[Number(name)];
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined;
  return node.items.find(({ key }) => String(key) === name)?.value ?? undefined;
}
