import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import { filledIn } from '#template/resources/stepfunctions/definition.ts';

const TYPE = 'AWS::StepFunctions::StateMachine';

/** File of a state machine, by its name. */
type FileOf = (stateMachine: string) => Promise<URL | undefined>;

/** Reads files of state machines that stacks have made, by ARN, filled in as their stacks would. */
export const definitionFiles =
  (stacks: () => readonly StackRecord[], fileOf: FileOf = async () => undefined) =>
  async (stateMachineArn: string) => {
    const made = stacks().flatMap(({ resources }) => resources);
    const resource = made.find(({ type, physicalId }) => type === TYPE && physicalId === stateMachineArn);
    const file = resource && (await fileOf(stateMachineArn.split(':').at(-1) ?? ''));
    if (!file) return undefined;
    const path = fileURLToPath(file);
    const text = await textOf(path);
    if (text === undefined) return undefined;
    const definition = filledIn(text, resource.properties);
    return { path: `${basename(dirname(path))}/${basename(path)}`, definition };
  };

/** Undefined where somebody has renamed it, or is about to write it anew. */
const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
