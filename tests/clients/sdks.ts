import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BUILD_MS = 15 * 60_000;

/** An SDK that must be built first. */
export interface Sdk {
  readonly name: string;
  /** Fetches and builds below `.build/`; resolves with the command that asks. Rejects where the language is not here. */
  build(root: string): Promise<readonly [string, ...string[]]>;
}

const sources = (root: string, file: string) => join(root, 'tests/clients/sdks', file);

const GO = { sfn: 'v1.41.2', config: 'v1.33.18' };

const go: Sdk = {
  name: `SDK for Go ${GO.sfn}`,
  async build(root) {
    const folder = join(root, '.build/client-go');
    await mkdir(folder, { recursive: true });
    await copyFile(sources(root, 'main.go'), join(folder, 'main.go'));
    await writeFile(join(folder, 'go.mod'), 'module client\n');
    const sdk = 'github.com/aws/aws-sdk-go-v2';
    const options = { cwd: folder, timeout: BUILD_MS };
    await run('go', ['get', `${sdk}/service/sfn@${GO.sfn}`, `${sdk}/config@${GO.config}`], options);
    await run('go', ['build', '-o', 'client', '.'], options);
    return [join(folder, 'client')];
  },
};

const JAVA = '2.57.8';

const java: Sdk = {
  name: `SDK for Java ${JAVA}`,
  async build(root) {
    const folder = join(root, '.build/client-java');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'pom.xml'), pom);
    const words = ['--batch-mode', '--quiet', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    await run('mvn', words, { cwd: folder, timeout: BUILD_MS });
    return ['java', '-cp', join(folder, 'lib/*'), sources(root, 'Main.java')];
  },
};

const pom = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>darkroom</groupId>
  <artifactId>client</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>software.amazon.awssdk</groupId>
      <artifactId>sfn</artifactId>
      <version>${JAVA}</version>
    </dependency>
  </dependencies>
</project>
`;

/** Those whose programs stand in `sdks/`. */
export const sdks: readonly Sdk[] = [go, java];
