import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { invalid, onStack, type StackContext, stackOf } from '#services/cloudformation/context.ts';
import type { ParameterSummary } from '#services/cloudformation/engine.ts';
import { oneOf, optional, text } from '#services/cloudformation/input.ts';
import { accessOfWanted, templateOf } from '#services/cloudformation/wanted.ts';

/** Templates: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export const templateOperations = (context: StackContext): Unlisted => ({
  GetTemplate: {
    access: onStack(context, 'GetTemplate'),
    run(input) {
      oneOf(input, 'TemplateStage', ['Original', 'Processed']);
      return { TemplateBody: templateBody(context, input), StagesAvailable: ['Original', 'Processed'] };
    },
  },
  GetTemplateSummary: {
    access: (input) => [...onStack(context, 'GetTemplateSummary')(input), ...accessOfWanted(input, context)],
    async run(input) {
      const name = optional(input, 'StackName');
      const summary =
        name === undefined
          ? await context.engine().read(await templateOf(input, context))
          : await context.engine().describe(stackOf(context, name).wanted.template);
      return {
        ...{ Description: summary.description, Version: summary.version, Metadata: summary.metadata },
        Parameters: summary.parameters.map(declared),
        ResourceTypes: summary.resourceTypes,
        ...(summary.capabilities.length > 0 && {
          ...{ Capabilities: summary.capabilities, CapabilitiesReason: summary.capabilitiesReason },
        }),
      };
    },
  },
  ValidateTemplate: {
    access: (input) => [
      { action: 'cloudformation:ValidateTemplate', resource: '*' },
      ...accessOfWanted(input, context),
    ],
    async run(input) {
      const summary = await context.engine().read(await templateOf(input, context));
      return {
        Description: summary.description,
        Parameters: summary.parameters.map(({ key, isSecret, description, default: byDefault }) => ({
          ...{ ParameterKey: key, DefaultValue: byDefault, NoEcho: isSecret, Description: description },
        })),
        ...(summary.capabilities.length > 0 && {
          ...{ Capabilities: summary.capabilities, CapabilitiesReason: summary.capabilitiesReason },
        }),
      };
    },
  },
});

const declared = ({ key, type, isSecret, description, default: byDefault, allowed }: ParameterSummary): object => ({
  ParameterKey: key,
  DefaultValue: byDefault,
  ParameterType: type,
  NoEcho: isSecret,
  Description: description,
  ParameterConstraints: { AllowedValues: allowed },
});

function templateBody(context: StackContext, input: Parameters<typeof optional>[0]): string {
  const changeSet = optional(input, 'ChangeSetName');
  const name = optional(input, 'StackName');
  if (changeSet === undefined) return stackOf(context, text(input, 'StackName')).wanted.template;
  const found = context.store.changeSets
    .all()
    .find(
      (one) => one.id === changeSet || (one.name === changeSet && (one.stackName === name || one.stackId === name)),
    );
  if (!found) throw invalid(`ChangeSet [${changeSet}] does not exist`);
  return found.wanted.template;
}
