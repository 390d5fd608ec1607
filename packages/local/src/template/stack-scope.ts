import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type Json, memberOf } from '@safelight/asl/json';
import type { CompiledTemplate } from '#template/compiled-template.ts';
import { evaluateCondition } from '#template/intrinsics/conditions.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import type { Provisioned } from '#template/resource-type.ts';
import { TemplateError } from '#template/template-error.ts';

interface StackScopeOptions {
  readonly template: CompiledTemplate;
  readonly parameters: ReadonlyMap<string, Json>;
  readonly place: Place;
  readonly stackName: string;
  readonly stackId: string;
  /** What has been created so far; resources are applied in the order of their dependencies. */
  readonly provisioned: ReadonlyMap<string, Provisioned>;
  /** The value of another stack's export; undefined where there is none. */
  readonly imported: (exportName: string) => string | undefined;
}

export function createStackScope(options: StackScopeOptions): Scope {
  const { template, parameters, provisioned } = options;
  const pseudo = pseudoParameters(options);
  const scope: Scope = {
    ref(name) {
      if (pseudo.has(name)) return pseudo.get(name);
      if (parameters.has(name)) return parameters.get(name);
      return resource(name, provisioned).ref;
    },
    attribute(logicalId, attribute) {
      const { attributes } = resource(logicalId, provisioned);
      const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
      if (value === undefined) throw new TemplateError(`${logicalId} has no attribute ${attribute} here`);
      return value;
    },
    condition(name) {
      const condition = memberOf(template.conditions, name);
      if (condition === undefined) throw new TemplateError(`there is no condition ${name}`);
      return evaluateCondition(condition, scope);
    },
    mapping(map, topKey, secondKey) {
      const value = [map, topKey, secondKey].reduce<Json | undefined>(
        (at, key) => (isJsonObject(at) ? memberOf(at, key) : undefined),
        template.mappings,
      );
      if (value === undefined) throw new TemplateError(`there is no mapping ${map}.${topKey}.${secondKey}`);
      return value;
    },
    imported(name) {
      const value = options.imported(name);
      if (value === undefined) throw new TemplateError(`No export named ${name} found.`);
      return value;
    },
  };
  return scope;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
const pseudoParameters = ({ place, stackName, stackId }: StackScopeOptions): ReadonlyMap<string, Json | undefined> =>
  new Map<string, Json | undefined>([
    ['AWS::AccountId', place.accountId],
    ['AWS::NotificationARNs', []],
    ['AWS::NoValue', undefined],
    ['AWS::Partition', place.partition],
    ['AWS::Region', place.region],
    ['AWS::StackId', stackId],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);

function resource(name: string, provisioned: ReadonlyMap<string, Provisioned>): Provisioned {
  const found = provisioned.get(name);
  if (!found) throw new TemplateError(`there is no parameter or resource ${name}`);
  return found;
}
