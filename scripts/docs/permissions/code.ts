import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Call of AWS in the source of a function. */
export interface CodeCall {
  /** From the root of the repository. */
  readonly file: string;
  /** The function, class or constant of the file in which it stands: lines move, names stay. */
  readonly within: string;
  /** Such as `new GetObjectCommand`. */
  readonly code: string;
  readonly actions: readonly string[];
}

/** What IAM wants for each call of an SDK client. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  // Without ListBucket S3 answers 403 and not 404 for an object that is gone.
  'new GetObjectCommand': ['s3:GetObject', 's3:ListBucket'],
  'new PutObjectCommand': ['s3:PutObject'],
  'new DeleteObjectsCommand': ['s3:DeleteObject'],
  paginateListObjectsV2: ['s3:ListBucket'],
  'new GetCommand': ['dynamodb:GetItem'],
  'new PutCommand': ['dynamodb:PutItem'],
  'new UpdateCommand': ['dynamodb:UpdateItem'],
  'new DeleteCommand': ['dynamodb:DeleteItem'],
  'new StartExecutionCommand': ['states:StartExecution'],
  'new DescribeExecutionCommand': ['states:DescribeExecution'],
  'new SendMessageCommand': ['sqs:SendMessage'],
  'new PublishCommand': ['sns:Publish'],
  'new PutEventsCommand': ['events:PutEvents'],
};

/** Every call in a handler's file and in all that it imports. Throws for a call whose permissions are not known here. */
export async function callsFrom(root: string, handler: string): Promise<readonly CodeCall[]> {
  const files = new Map<string, string>();
  await collect(root, `${handler.replace(/\.\w+$/, '')}.ts`, files);
  return [...files].flatMap(([file, text]) => callsIn(file, text));
}

async function collect(root: string, file: string, files: Map<string, string>): Promise<void> {
  if (files.has(file)) return;
  const text = await readFile(join(root, file), 'utf8');
  files.set(file, text);
  for (const [, path = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+)';/gms))
    await collect(root, join(dirname(file), path), files);
}

function callsIn(file: string, text: string): readonly CodeCall[] {
  return [...text.matchAll(/new \w+Command\b(?=\()|\bpaginate\w+(?=\()/g)].map(({ 0: code, index }) => {
    const actions = Object.hasOwn(CALLS, code) ? CALLS[code] : undefined;
    const within = declarationAround(text, index);
    if (!actions)
      throw new Error(
        `${within} in ${file} calls AWS by ${code}: add what it needs to scripts/docs/permissions/code.ts.`,
      );
    return { file, within, code, actions };
  });
}

const DECLARATION = /^(?:export )?(?:async )?(?:function\*?|class|const|let) (\w+)/gm;

/** The name of the last declaration of the file that begins before a place. */
const declarationAround = (text: string, index: number): string =>
  [...text.slice(0, index).matchAll(DECLARATION)].at(-1)?.[1] ?? 'the module itself';
