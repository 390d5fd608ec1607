import { type Path, parsePath } from '#asl/language/jsonpath/path/path.ts';

/** What a JSONPath starts from and whether it leads to one place; undefined where `text` is no JSONPath. */
export function readPath(text: string): Pick<Path, 'root' | 'isReference'> | undefined {
  try {
    return text.startsWith('$') ? parsePath(text) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
