import type { Ids } from '@safelight/asl/identity';
import { openCodeStore } from '#services/lambda/code/code-store.ts';
import { openUploadedFunctions } from '#services/lambda/code/uploaded-functions.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import type { Database } from '#store/database.ts';

/** Functions that were made by API, and their code. */
export interface Uploads {
  /** Keeps a function, for the next start too. */
  keep(lambda: LambdaFunction): void;
  remove(name: string): void;
  /** Unpacks a zip; resolves with its SHA-256 in base64. Rejects with AwsError `InvalidParameterValueException`. */
  keepCode(zip: Buffer): Promise<string>;
  /** Where the path of a function's handler begins. */
  codeOf(lambda: LambdaFunction): Promise<string>;
}

interface UploadsOptions {
  readonly database: Database;
  readonly dataDir: string;
  readonly ids: Ids;
  /** Of functions whose sources are at hand. */
  readonly codeOf: (handler: string) => Promise<string>;
}

/** @param functions those of an earlier run are added, and those that are kept or removed from now on */
export function openUploads(
  { database, dataDir, ids, codeOf }: UploadsOptions,
  functions: Map<string, LambdaFunction>,
): Uploads {
  const kept = openUploadedFunctions(database);
  const code = openCodeStore({ dataDir, ids });
  for (const lambda of kept.all()) functions.set(lambda.name, lambda);
  code.sweep([...functions.values()].flatMap(({ uploaded }) => uploaded?.sha256 ?? []));
  return {
    keep(lambda) {
      functions.set(lambda.name, lambda);
      kept.write(lambda.name, lambda);
    },
    remove(name) {
      functions.delete(name);
      kept.remove(name);
    },
    keepCode: code.keep,
    codeOf: async ({ handler, uploaded }) => (uploaded ? code.folderOf(uploaded.sha256) : codeOf(handler)),
  };
}
