import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** https://central.sonatype.com/artifact/com.amazonaws/DynamoDBLocal */
const VERSION = '2.6.1';
const LEAST_JAVA = 17;
const FETCH_MS = 20 * 60_000;

/** DynamoDB Local cannot be had on this machine: why, in one line. */
export class NotHereError extends Error {
  override readonly name = 'NotHereError';
}

/** The folder below `.build/` with the jars of AWS's DynamoDB Local, fetched by Maven when it is not there yet. */
export async function dynamoDbLocalJars(root: string): Promise<string> {
  await refuseOldJava();
  const folder = join(root, '.build', `dynamodb-local-${VERSION}`);
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    await rm(folder, { recursive: true, force: true });
    await fetchJars(folder);
    await writeFile(complete, '');
  }
  return join(folder, 'lib');
}

async function refuseOldJava(): Promise<void> {
  const { stderr } = await run('java', ['-version']).catch(() => {
    throw new NotHereError(`Java is not here: DynamoDB Local ${VERSION} needs ${LEAST_JAVA} or newer.`);
  });
  const version = Number(/version "(\d+)/.exec(stderr)?.[1]);
  if (version < LEAST_JAVA)
    throw new NotHereError(`Java here is ${version}: DynamoDB Local ${VERSION} needs ${LEAST_JAVA} or newer.`);
}

async function fetchJars(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'pom.xml'), project);
  const words = ['--batch-mode', '--quiet', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
  try {
    await run('mvn', words, { cwd: folder, timeout: FETCH_MS });
  } catch (error) {
    throw new NotHereError(`Maven does not fetch DynamoDB Local ${VERSION}: ${reason(error)}`);
  }
}

const project = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>darkroom</groupId>
  <artifactId>dynamodb-local</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>DynamoDBLocal</artifactId>
      <version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

/** Maven says its errors on the standard output. */
function reason(error: unknown): string {
  const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  const line = said.split('\n').find((one) => one.startsWith('[ERROR]'));
  return line ?? (error instanceof Error ? error.message.split('\n')[0] : undefined) ?? String(error);
}
