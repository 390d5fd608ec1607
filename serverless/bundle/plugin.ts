import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleCode } from '@safelight/local/bundle/code';
import { type Architecture, sharpBinary } from './sharp-binary.ts';
import { type StateMachineNames, takenNames } from './taken-names.ts';
import { deterministicZip } from './zip.ts';

/** The part of the framework's own object that the plugin touches. */
interface Serverless {
  readonly serviceDir: string;
  readonly service: {
    readonly provider: { readonly architecture?: Architecture };
    readonly functions: Record<string, FunctionDefinition>;
    readonly stepFunctions?: { readonly stateMachines?: Readonly<Record<string, StateMachineNames>> };
  };
}

interface Utilities {
  readonly log: { readonly warning: (text: string) => void };
}

interface FunctionDefinition {
  readonly handler: string;
  readonly architecture?: Architecture;
  package?: { artifact?: string };
}

/** Set by whoever needs the template alone, such as the local runtime, which makes bundles when they are needed. */
const templateOnly = () => process.env.TEMPLATE_ONLY === '1';

/** Serverless plugin: one small deterministic zip a function, with that function's code and nothing else. */
export default class BundlePlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;
  readonly #serverless: Serverless;

  constructor(serverless: Serverless, _options: unknown, { log }: Utilities) {
    this.#serverless = serverless;
    this.hooks = {
      'after:package:initialize': async () => {
        for (const line of takenNames(serverless.service.stepFunctions?.stateMachines ?? {})) log.warning(line);
      },
      'before:package:createDeploymentArtifacts': () => this.#bundleAll(),
      'before:deploy:function:packageFunction': () => this.#bundleAll(),
    };
  }

  async #bundleAll(): Promise<void> {
    const { service, serviceDir } = this.#serverless;
    const folder = join(serviceDir, '.build', templateOnly() ? 'empty' : 'functions');
    await mkdir(folder, { recursive: true });
    const entries = Object.entries(service.functions);
    await Promise.all(
      entries.map(async ([name, definition]) => {
        const artifact = join(folder, `${name}.zip`);
        await writeFile(artifact, await this.#zip(definition));
        definition.package = { ...definition.package, artifact };
      }),
    );
  }

  async #zip({ handler, architecture }: FunctionDefinition): Promise<Uint8Array> {
    const { service, serviceDir } = this.#serverless;
    if (templateOnly()) return deterministicZip(new Map());
    const { files, needsSharp } = await bundleCode(serviceDir, handler);
    const native = needsSharp ? await this.#native(architecture ?? service.provider.architecture ?? 'arm64') : [];
    return deterministicZip(new Map([...files, ...native]));
  }

  readonly #binaries = new Map<Architecture, Promise<Map<string, Uint8Array>>>();

  #native(architecture: Architecture): Promise<Map<string, Uint8Array>> {
    const known = this.#binaries.get(architecture);
    if (known) return known;
    const binary = sharpBinary(this.#serverless.serviceDir, architecture);
    this.#binaries.set(architecture, binary);
    return binary;
  }
}
