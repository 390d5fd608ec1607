import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { CHILD_ARN, expressRoute } from './route.ts';

const json = z.record(z.string(), z.json());
const machine = z.looseObject({
  Properties: z.looseObject({
    DefinitionString: z.string().transform((text) => json.parse(JSON.parse(text))),
    DefinitionSubstitutions: json,
    LoggingConfiguration: json,
    StateMachineName: z.string(),
  }),
});
const role = z.looseObject({ Properties: z.looseObject({ Policies: z.array(z.json()) }) });
const compiled = z.looseObject({
  Resources: z.looseObject({
    ImageProcessingStateMachine: machine,
    ImageProcessingRole: role,
    ImageMetadataStateMachine: machine,
  }),
});

/**
 * A compiled template in which the photos take the Express route. The new workflow has the rights of the one that it was part
 * of, which may now start it as well, and logs where the other Express workflow does.
 */
export function withExpressRoute(template: JsonObject): JsonObject {
  const parsed = compiled.parse(template);
  const {
    ImageProcessingStateMachine: processing,
    ImageProcessingRole: rights,
    ImageMetadataStateMachine,
  } = parsed.Resources;
  const { Properties } = processing;
  const { parent, child } = expressRoute(Properties.DefinitionString);
  const name = Properties.StateMachineName.replace('image-processing', 'image-develop');
  const arn = { 'Fn::Sub': `arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:stateMachine:${name}` };
  const resources = {
    ImageProcessingStateMachine: {
      ...processing,
      Properties: {
        ...Properties,
        DefinitionString: JSON.stringify(parent),
        DefinitionSubstitutions: { ...Properties.DefinitionSubstitutions, [CHILD_ARN]: arn },
      },
    },
    ImageDevelopStateMachine: {
      ...processing,
      Properties: {
        ...Properties,
        StateMachineName: name,
        StateMachineType: 'EXPRESS',
        DefinitionString: JSON.stringify(child),
        LoggingConfiguration: ImageMetadataStateMachine.Properties.LoggingConfiguration,
      },
    },
    ImageProcessingRole: {
      ...rights,
      Properties: { ...rights.Properties, Policies: [...rights.Properties.Policies, mayStart(arn)] },
    },
  };
  return json.parse({ ...template, Resources: { ...json.parse(template.Resources), ...resources } });
}

const mayStart = (arn: JsonObject) => ({
  PolicyName: 'image-develop',
  PolicyDocument: {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Develop', Effect: 'Allow', Action: 'states:StartSyncExecution', Resource: arn }],
  },
});
