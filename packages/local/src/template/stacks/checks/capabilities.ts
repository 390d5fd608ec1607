import type { CompiledTemplate, ResourceDefinition } from '#template/compiled-template.ts';

const IAM = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

const NAMES = ['RoleName', 'ManagedPolicyName'];

/**
 * What whoever deploys a template must say that they know of.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html#using-iam-capabilities
 */
export function neededCapabilities({ resources }: CompiledTemplate): {
  readonly capabilities: readonly string[];
  readonly reason: string | undefined;
} {
  const ofIam = [...resources].filter(([, { type }]) => IAM.includes(type));
  if (ofIam.length === 0) return { capabilities: [], reason: undefined };
  const isNamed = ofIam.some(([, definition]) => hasName(definition));
  const types = [...new Set(ofIam.map(([, { type }]) => type))];
  return {
    capabilities: [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
    reason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}

const hasName = ({ properties }: ResourceDefinition): boolean => NAMES.some((name) => properties[name] !== undefined);

/** Those that were not acknowledged; the one for named resources is for all. */
export const lackingCapabilities = (template: CompiledTemplate, given: readonly string[]): readonly string[] =>
  neededCapabilities(template).capabilities.filter(
    (needed) => !given.includes(needed) && !given.includes('CAPABILITY_NAMED_IAM'),
  );
