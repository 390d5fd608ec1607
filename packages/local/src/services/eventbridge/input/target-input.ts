import type { Json } from '@safelight/asl/json';
import type { EventBridgeEvent } from '#local/events/event.ts';
import { parseJsonPath } from '#services/eventbridge/input/json-path.ts';
import { fillTemplate, isJson, placeholders } from '#services/eventbridge/input/template.ts';
import type { Target } from '#services/eventbridge/rules/target.ts';

/** What an input template can name beside the paths of its map. */
export interface EventContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

const predefined: Readonly<Record<string, (event: EventBridgeEvent, context: EventContext) => Json>> = {
  'aws.events.rule-arn': (_, { ruleArn }) => ruleArn,
  'aws.events.rule-name': (_, { ruleName }) => ruleName,
  'aws.events.event.ingestion-time': (_, { ingestionTime }) => ingestionTime,
  // Recorded: here, and only here, the type is under a name without a dash.
  'aws.events.event': ({ detail: _, 'detail-type': detailType, ...event }) => ({ ...event, detailType }),
  'aws.events.event.json': (event) => ({ ...event }),
};

/** The text that a target gets for an event: the whole event, a part of it, a constant, or a filled template. */
export function targetInput(target: Target, event: EventBridgeEvent, context: EventContext): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(read(target.InputPath, event) ?? null);
  if (!target.InputTransformer) return JSON.stringify(event);
  const { InputPathsMap: paths = {}, InputTemplate: template } = target.InputTransformer;
  return fillTemplate(template, (name) => {
    const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
    if (path !== undefined) return read(path, event);
    return Object.hasOwn(predefined, name) ? predefined[name]?.(event, context) : undefined;
  });
}

const read = (path: string, event: EventBridgeEvent): Json | undefined => parseJsonPath(path)?.({ ...event });

/** What is wrong with a target's input settings, in a sentence; undefined when nothing is. */
export function inputProblem({ Id, Input, InputPath, InputTransformer }: Target): string | undefined {
  const given = [Input, InputPath, InputTransformer].filter((setting) => setting !== undefined);
  if (given.length > 1) return `Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`;
  if (Input !== undefined && !isJson(Input)) return `JSON syntax error in input for target ${Id} : ${Input}`;
  if (InputPath !== undefined && !parseJsonPath(InputPath)) return `Invalid InputPath for target ${Id}.`;
  return InputTransformer && transformerProblem(Id, InputTransformer);
}

function transformerProblem(
  id: string,
  { InputPathsMap: paths = {}, InputTemplate: template }: NonNullable<Target['InputTransformer']>,
) {
  const badPath = Object.values(paths).find((path) => !parseJsonPath(path));
  if (badPath !== undefined) return `Invalid JSON path ${badPath} in InputPathsMap for target ${id}.`;
  const unknown = placeholders(template).find(
    (name) => !Object.hasOwn(paths, name) && !Object.hasOwn(predefined, name),
  );
  return unknown === undefined
    ? undefined
    : `Invalid InputTemplate for target ${id} : [Unknown placeholder <${unknown}>].`;
}
