import { isJsonObject, type Json } from '#asl/json.ts';
import type { Scene } from '../../execution/scene.ts';
import { evaluatePath, type Found } from './evaluate.ts';
import { type Path, parsePath } from './path.ts';

/** A compiled path. */
export interface Reference {
  readonly text: string;
  find(scene: Scene, subject: Json): Found;
}

/** Throws a SyntaxError where the text is no path. */
export function compileReference(text: string): Reference {
  const path = parsePath(text);
  const rootOf = rootReader(path);
  const follow = follower(path);
  return {
    text,
    find(scene, subject) {
      const root = rootOf(scene, subject);
      return root === undefined ? { kind: 'missing', why: `No results for path: ${text}` } : follow(root);
    },
  };
}

function rootReader({ root }: Path): (scene: Scene, subject: Json) => Json | undefined {
  switch (root.kind) {
    case 'subject':
      return (_, subject) => subject;
    case 'context':
      return (scene) => scene.context;
    case 'variable':
      return ({ variables }) => (Object.hasOwn(variables, root.name) ? variables[root.name] : undefined);
  }
}

/** Most paths are nothing but names: those are followed without lists of nodes. */
function follower(path: Path): (root: Json) => Found {
  const names = path.segments.flatMap((segment) =>
    segment.kind === 'child' && segment.names.length === 1 && !segment.descend ? segment.names : [],
  );
  if (names.length < path.segments.length) return (root) => evaluatePath(path, root);
  return (root) => {
    let node: Json | undefined = root;
    for (const name of names) {
      if (!isJsonObject(node) || !Object.hasOwn(node, name)) return evaluatePath(path, root);
      node = node[name];
    }
    return node === undefined ? evaluatePath(path, root) : { kind: 'found', value: node };
  };
}
