import { compileIntrinsic } from '#asl/language/jsonpath/intrinsics/compile.ts';

/** The paths among the arguments of an intrinsic function call; undefined where `text` is not a valid call. */
export function readIntrinsic(text: string): readonly string[] | undefined {
  const paths: string[] = [];
  try {
    compileIntrinsic(text, (path) => paths.push(path));
    return paths;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
