import { describe, expect, it } from 'vitest';
import { at, type CompiledTemplate, compiled, list, type TemplateResource } from '#tests/support/compiled.ts';
import { allStates, escapingErrors } from '#tests/support/escaping-errors.ts';
import { STAGES } from '../../scripts/lib/stages.ts';

const definitionOf = ({ properties }: TemplateResource): unknown => JSON.parse(String(properties.DefinitionString));
const isExpress = ({ properties }: TemplateResource) => properties.StateMachineType === 'EXPRESS';

/** An alarm on failed executions of that machine which calls somebody. */
const hasFailedAlarm = (template: CompiledTemplate, machine: string) =>
  template
    .of('AWS::CloudWatch::Alarm')
    .some(
      ({ properties }) =>
        properties.MetricName === 'ExecutionsFailed' &&
        JSON.stringify(properties.Dimensions).includes(`"Ref":"${machine}"`) &&
        list(properties.AlarmActions).some((action) => at(action, 'Ref') === 'AlarmTopic'),
    );

/** States that call the machine and wait for it: the call succeeds whatever became of the child. */
const callersOf = (template: CompiledTemplate, machine: string) =>
  template.of('AWS::StepFunctions::StateMachine').flatMap((caller) => {
    const substitutions = Object.entries(caller.properties.DefinitionSubstitutions ?? {});
    const placeholders = substitutions
      .filter(([, value]) => at(value, 'Ref') === machine)
      .map(([name]) => `\${${name}}`);
    return allStates(definitionOf(caller))
      .filter(({ state }) => placeholders.includes(String(at(state, 'Arguments.StateMachineArn'))))
      .map(({ name, state }) => ({ name, state, definition: definitionOf(caller) }));
  });

/** The caller hands on the child's Status, and some Choice goes on only when that is SUCCEEDED. */
const looksAtStatus = ({ state, definition }: { readonly state: unknown; readonly definition: unknown }) =>
  /'Status': Status/.test(JSON.stringify([at(state, 'Output'), at(state, 'Assign')])) &&
  allStates(definition).some((other) =>
    JSON.stringify(at(other.state, 'Choices') ?? '').includes(".Status = 'SUCCEEDED'"),
  );

/** `machine: state` for every state that can end an execution with an error of which nobody hears. */
const unheard = (template: CompiledTemplate): string[] =>
  template.of('AWS::StepFunctions::StateMachine').flatMap((machine) => {
    const { logicalId } = machine;
    const callers = callersOf(template, logicalId);
    const isHeard = isExpress(machine)
      ? callers.length > 0 && callers.every(looksAtStatus)
      : hasFailedAlarm(template, logicalId);
    return isHeard ? [] : escapingErrors(definitionOf(machine)).map((name) => `${logicalId}: ${name}`);
  });

describe.each(STAGES)('in %s', async (stage) => {
  const template = await compiled(stage);

  it('no state can end an execution with an error of which nobody hears', () => {
    expect(unheard(template)).toEqual([]);
  });

  it('no rule starts an Express workflow, whose failing only its caller could see', () => {
    const express = template.of('AWS::StepFunctions::StateMachine').filter(isExpress);
    const targets = JSON.stringify(template.of('AWS::Events::Rule').map(({ properties }) => properties.Targets));
    expect(express.filter(({ logicalId }) => targets.includes(`"Ref":"${logicalId}"`))).toEqual([]);
  });

  it('no task can wait for ever: it has a time limit, or its workflow has', () => {
    const endless = template
      .of('AWS::StepFunctions::StateMachine')
      .map(definitionOf)
      .filter((definition) => !at(definition, 'TimeoutSeconds'))
      .flatMap(allStates)
      .filter(({ state }) => at(state, 'Type') === 'Task' && !at(state, 'TimeoutSeconds'))
      .map(({ name }) => name);
    expect(endless).toEqual([]);
  });
});

describe('the test itself finds', async () => {
  const template = await compiled('dev');
  const changed = (change: (resource: TemplateResource) => TemplateResource | undefined): CompiledTemplate => {
    const resources = template.resources.map(change).filter((resource) => resource !== undefined);
    return { resources, of: (type) => resources.filter((resource) => resource.type === type) };
  };

  it('a workflow without its alarm', () => {
    const found = unheard(
      changed((resource) => (resource.logicalId === 'ImageProcessingFailedAlarm' ? undefined : resource)),
    );
    expect(found).toContain('ImageProcessingStateMachine: Claim photo');
    expect(found.every((line) => line.startsWith('ImageProcessingStateMachine: '))).toBe(true);
  });

  it('an Express child at whose Status nobody looks', () => {
    const blind = changed((resource) => ({
      ...resource,
      properties: JSON.parse(
        JSON.stringify(resource.properties).replaceAll(".Status = 'SUCCEEDED'", '.Output != null'),
      ),
    }));
    expect(unheard(blind)).toContain('ImageMetadataStateMachine: Read metadata');
  });

  it.each([
    ['a task that catches nothing', { a: { Type: 'Task' } }, ['a']],
    ['a task that catches one error only', { a: { Type: 'Task', Catch: [{ ErrorEquals: ['X'] }] } }, ['a']],
    ['no task that catches all', { a: { Type: 'Task', Catch: [{ ErrorEquals: ['States.ALL'] }] } }, []],
    ['a Fail state', { a: { Type: 'Fail' } }, ['a']],
    ['a Choice without Default', { a: { Type: 'Choice', Choices: [] } }, ['a']],
    ['an expression, which may not evaluate', { a: { Type: 'Pass', Output: '{% $x %}' } }, ['a']],
    ['no state that cannot fail', { a: { Type: 'Succeed' }, b: { Type: 'Wait', Seconds: 1 } }, []],
    [
      'a task in a Map that catches nothing',
      { m: { Type: 'Map', ItemProcessor: { States: { a: { Type: 'Task' } } } } },
      ['m', 'a'],
    ],
    [
      'no task in a Parallel that catches all',
      {
        p: {
          Type: 'Parallel',
          Branches: [{ States: { a: { Type: 'Task' } } }],
          Catch: [{ ErrorEquals: ['States.ALL'] }],
        },
      },
      [],
    ],
  ])('%s', (_, States, expected) => expect(escapingErrors({ States })).toEqual(expected));
});
