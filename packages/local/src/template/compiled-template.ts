import { readFile } from 'node:fs/promises';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { TemplateError } from '#template/template-error.ts';

/**
 * A CloudFormation template as the framework compiles it, checked for shape but with its intrinsic functions as written.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export interface CompiledTemplate {
  readonly description: string | undefined;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly resources: ReadonlyMap<string, ResourceDefinition>;
  readonly outputs: ReadonlyMap<string, OutputDefinition>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
export interface ParameterDefinition {
  readonly type: string;
  readonly default: Json | undefined;
  /** The constraints, a description, and whether its value is shown. */
  readonly rest: JsonObject;
}

export interface ResourceDefinition {
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  readonly condition: string | undefined;
  /** Whether it outlives its place in the template, or its replacement. */
  readonly deletionPolicy: RemovalPolicy;
  readonly updateReplacePolicy: RemovalPolicy;
}

/** Snapshots exist for none of the types that run here. */
export type RemovalPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

export interface OutputDefinition {
  readonly value: Json;
  readonly description: string | undefined;
  readonly exportName: Json | undefined;
  readonly condition: string | undefined;
}

const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];
const resourceMembers = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
];

/** Rejects with a TemplateError when the file is missing or is not a template. */
export async function readTemplate(path: string): Promise<string> {
  const source = await readFile(path, 'utf8').catch(() => {
    throw new TemplateError(`There is no compiled template at ${path}: run npm run package first.`);
  });
  parseTemplate(source, path);
  return source;
}

export const parseTemplate = (source: string, name: string): CompiledTemplate =>
  checkTemplate(parseJson(source, name), name);

/** @param name the template's, as messages tell of it */
export function checkTemplate(template: JsonObject, name: string): CompiledTemplate {
  refuseTransforms(template);
  refuseOthers(template, sections, (section) => `${name}: the section ${section} is not supported here.`);
  return {
    description: optionalString(template.Description),
    parameters: entries(template, 'Parameters', name, parameter),
    mappings: objectAt(template, 'Mappings', name),
    conditions: objectAt(template, 'Conditions', name),
    resources: entries(template, 'Resources', name, resource),
    outputs: entries(template, 'Outputs', name, output),
  };
}

/** Macros run in AWS alone. */
function refuseTransforms({ Transform }: JsonObject): void {
  if (Transform === undefined) return;
  const named = [Transform].flat().map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  throw new TemplateError(
    `The transform ${named.join(', ')} runs in AWS alone: deploy the template that sam build or cdk synth made, with no Transform left in it (of a SAM stack on AWS: aws cloudformation get-template --template-stage Processed).`,
  );
}

function parseJson(source: string, name: string): JsonObject {
  try {
    const value: unknown = JSON.parse(source);
    if (isJsonObject(value)) return value;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new TemplateError(`${name} is not a JSON object: run npm run package to compile it anew.`);
}

function entries<T>(
  template: JsonObject,
  section: string,
  name: string,
  read: (id: string, definition: JsonObject) => T,
): ReadonlyMap<string, T> {
  const definitions = objectAt(template, section, name);
  return new Map(Object.keys(definitions).map((id) => [id, read(id, objectAt(definitions, id, section))]));
}

function objectAt(parent: JsonObject, member: string, name: string): JsonObject {
  const value = parent[member] ?? {};
  if (!isJsonObject(value)) throw new TemplateError(`${name}: ${member} must be an object.`);
  return value;
}

const PARAMETER = [
  ...['AllowedValues', 'AllowedPattern', 'ConstraintDescription', 'Description', 'NoEcho'],
  ...['MinLength', 'MaxLength', 'MinValue', 'MaxValue'],
];

function parameter(id: string, { Type, Default, ...rest }: JsonObject): ParameterDefinition {
  refuseOthers(rest, PARAMETER, (member) => `Invalid template parameter property '${member}'`);
  return {
    type: requiredString(Type, `Template format error: Every Parameters object must contain a Type member. (${id})`),
    default: Default,
    rest,
  };
}

function resource(id: string, definition: JsonObject): ResourceDefinition {
  refuseOthers(
    definition,
    resourceMembers,
    (member) => `Resource ${id}: the attribute ${member} is not supported here.`,
  );
  return {
    type: requiredString(definition.Type, `Resource ${id} has no Type.`),
    properties: objectAt(definition, 'Properties', `Resource ${id}`),
    dependsOn: [definition.DependsOn ?? []]
      .flat()
      .map((name) => requiredString(name, `Resource ${id}: bad DependsOn.`)),
    condition: optionalString(definition.Condition),
    deletionPolicy: removalPolicy(id, definition.DeletionPolicy),
    updateReplacePolicy: removalPolicy(id, definition.UpdateReplacePolicy),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
function removalPolicy(id: string, value: Json | undefined): RemovalPolicy {
  if (value === undefined || value === 'Delete') return 'Delete';
  if (value === 'Retain' || value === 'RetainExceptOnCreate') return value;
  throw new TemplateError(`Resource ${id}: the policy ${JSON.stringify(value)} is not supported here.`);
}

function output(id: string, definition: JsonObject): OutputDefinition {
  if (definition.Value === undefined) throw new TemplateError(`Output ${id} has no Value.`);
  const { Export } = definition;
  return {
    value: definition.Value,
    description: optionalString(definition.Description),
    exportName: isJsonObject(Export) ? Export.Name : undefined,
    condition: optionalString(definition.Condition),
  };
}

function refuseOthers(object: JsonObject, known: readonly string[], message: (member: string) => string): void {
  const unknown = Object.keys(object).find((member) => !known.includes(member));
  if (unknown !== undefined) throw new TemplateError(message(unknown));
}

function requiredString(value: Json | undefined, message: string): string {
  if (typeof value !== 'string') throw new TemplateError(message);
  return value;
}

const optionalString = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
