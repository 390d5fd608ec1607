import type { Field, Group, Kind, Shape } from '#asl/definition/shape.ts';
import type { StateType } from '#asl/definition/types.ts';

/**
 * Every field of the Amazon States Language: checking, and docs/supported.md, derive from this table.
 * https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html and the pages of the state types.
 */

const LONGEST_SECONDS = 99_999_999;
const LONGEST_RETRY_DELAY_SECONDS = 31_622_400;
const MOST_ITEMS = 100_000_000;

const text: Kind = { is: 'text' };
const path: Kind = { is: 'path', nullable: true };
const referencePath: Kind = { is: 'reference path', from: 'variables' };
const seconds = (min: number): Kind => ({ is: 'number', whole: true, min, max: LONGEST_SECONDS, dynamic: true });
const count = (min: number, max?: number): Kind => ({
  is: 'number',
  whole: true,
  min,
  ...(max !== undefined && { max }),
  dynamic: true,
});
const oneOf = (...values: string[]): Kind => ({ is: 'one of', values });
const object = (shape: Shape): Kind => ({ is: 'object', shape });
const list = (of: Kind): Kind => ({ is: 'list', of });

const both = (name: string, kind: Kind): Field => ({ name, kind });
const required = (name: string, kind: Kind): Field => ({ name, kind, required: true });
const jsonPath = (name: string, kind: Kind): Field => ({ name, kind, language: 'JSONPath' });
const jsonata = (name: string, kind: Kind): Field => ({ name, kind, language: 'JSONata' });

const template: Kind = { is: 'template', accepts: ['object'] };
const comment = both('Comment', text);
const queryLanguage = both('QueryLanguage', oneOf('JSONPath', 'JSONata'));
const paths = [jsonPath('InputPath', path), jsonPath('OutputPath', path)];
const output = jsonata('Output', { is: 'template', accepts: ['anything'] });
const assign = both('Assign', { is: 'assignments' });
const transition = [both('Next', { is: 'target' }), both('End', { is: 'flag' })];
const resultPath = jsonPath('ResultPath', { is: 'reference path', from: 'input' });
const resultSelector = jsonPath('ResultSelector', template);
const parameters = jsonPath('Parameters', { is: 'template', accepts: ['anything'] });
const taskArguments = jsonata('Arguments', { is: 'template', accepts: ['object', 'expression'] });
const nextOrEnd: Group = { fields: ['Next', 'End'], required: true };
const oneForm = (name: string): Group => ({ fields: [name, `${name}Path`], required: false });

const retrier: Shape = {
  name: 'Retrier',
  fields: [
    required('ErrorEquals', { is: 'error names' }),
    both('IntervalSeconds', { is: 'number', whole: true, min: 1, max: LONGEST_SECONDS }),
    both('MaxAttempts', { is: 'number', whole: true, min: 0, max: LONGEST_SECONDS }),
    both('BackoffRate', { is: 'number', whole: false, min: 1 }),
    both('MaxDelaySeconds', { is: 'number', whole: true, min: 1, max: LONGEST_RETRY_DELAY_SECONDS }),
    both('JitterStrategy', oneOf('NONE', 'FULL')),
    comment,
  ],
};

const catcher: Shape = {
  name: 'Catcher',
  fields: [
    required('ErrorEquals', { is: 'error names' }),
    required('Next', { is: 'target' }),
    resultPath,
    output,
    assign,
    comment,
  ],
};

const failureFields = [both('Retry', list(object(retrier))), both('Catch', list(object(catcher)))];

/** A Parallel branch, and what an item processor has beside its configuration. */
const subMachineFields = [required('States', { is: 'states' }), required('StartAt', { is: 'target' }), comment];

const branch: Shape = { name: 'Branch', fields: subMachineFields };

const processorConfig: Shape = {
  name: 'ProcessorConfig',
  fields: [both('Mode', oneOf('INLINE', 'DISTRIBUTED')), both('ExecutionType', oneOf('STANDARD', 'EXPRESS'))],
};

const itemProcessor: Shape = {
  name: 'ItemProcessor',
  fields: [...subMachineFields, both('ProcessorConfig', object(processorConfig))],
};

const readerConfig: Shape = {
  name: 'ReaderConfig',
  fields: [
    both('InputType', oneOf('CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET')),
    both('Transformation', oneOf('NONE', 'LOAD_AND_FLATTEN')),
    both('ManifestType', oneOf('ATHENA_DATA', 'S3_INVENTORY')),
    both('CSVHeaderLocation', oneOf('FIRST_ROW', 'GIVEN')),
    both('CSVHeaders', list(text)),
    both('CSVDelimiter', oneOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB')),
    both('ItemsPointer', text),
    both('MaxItems', count(0, MOST_ITEMS)),
    jsonPath('MaxItemsPath', referencePath),
  ],
  groups: [oneForm('MaxItems')],
};

const itemReader: Shape = {
  name: 'ItemReader',
  fields: [
    required('Resource', { is: 'resource' }),
    both('ReaderConfig', object(readerConfig)),
    jsonPath('Parameters', template),
    taskArguments,
  ],
};

const itemBatcher: Shape = {
  name: 'ItemBatcher',
  fields: [
    both('BatchInput', { is: 'template', accepts: ['object', 'expression'] }),
    both('MaxItemsPerBatch', count(0)),
    jsonPath('MaxItemsPerBatchPath', referencePath),
    both('MaxInputBytesPerBatch', count(0)),
    jsonPath('MaxInputBytesPerBatchPath', referencePath),
  ],
  groups: [oneForm('MaxItemsPerBatch'), oneForm('MaxInputBytesPerBatch')],
};

const writerConfig: Shape = {
  name: 'WriterConfig',
  fields: [both('Transformation', oneOf('NONE', 'COMPACT', 'FLATTEN')), both('OutputType', oneOf('JSON', 'JSONL'))],
};

const resultWriter: Shape = {
  name: 'ResultWriter',
  fields: [
    both('Resource', { is: 'resource' }),
    jsonPath('Parameters', template),
    taskArguments,
    both('WriterConfig', object(writerConfig)),
  ],
};

const shape = (name: StateType, fields: readonly Field[], groups: readonly Group[] = []): Shape => ({
  name,
  fields: [required('Type', text), comment, queryLanguage, ...fields],
  groups,
});

/** Shapes of the states, by type. */
export const STATE_SHAPES: Readonly<Record<StateType, Shape>> = {
  Task: shape(
    'Task',
    [
      ...paths,
      required('Resource', { is: 'resource' }),
      parameters,
      taskArguments,
      resultSelector,
      resultPath,
      output,
      assign,
      both('TimeoutSeconds', seconds(1)),
      jsonPath('TimeoutSecondsPath', referencePath),
      both('HeartbeatSeconds', seconds(1)),
      jsonPath('HeartbeatSecondsPath', referencePath),
      both('Credentials', { is: 'credentials' }),
      ...failureFields,
      ...transition,
    ],
    [nextOrEnd, oneForm('TimeoutSeconds'), oneForm('HeartbeatSeconds')],
  ),
  Wait: shape(
    'Wait',
    [
      ...paths,
      both('Seconds', seconds(0)),
      jsonPath('SecondsPath', referencePath),
      both('Timestamp', { is: 'timestamp' }),
      jsonPath('TimestampPath', referencePath),
      output,
      assign,
      ...transition,
    ],
    [nextOrEnd, { fields: ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'], required: true }],
  ),
  Pass: shape(
    'Pass',
    [...paths, jsonPath('Result', { is: 'anything' }), parameters, resultPath, output, assign, ...transition],
    [nextOrEnd],
  ),
  Succeed: shape('Succeed', [...paths, output]),
  Fail: shape(
    'Fail',
    [
      both('Error', { is: 'value' }),
      jsonPath('ErrorPath', { is: 'computed path' }),
      both('Cause', { is: 'value' }),
      jsonPath('CausePath', { is: 'computed path' }),
    ],
    [oneForm('Error'), oneForm('Cause')],
  ),
  Choice: shape('Choice', [
    ...paths,
    required('Choices', { is: 'choice rules', nested: false }),
    both('Default', { is: 'target' }),
    output,
    assign,
  ]),
  Parallel: shape(
    'Parallel',
    [
      ...paths,
      required('Branches', list(object(branch))),
      parameters,
      taskArguments,
      resultSelector,
      resultPath,
      output,
      assign,
      ...failureFields,
      ...transition,
    ],
    [nextOrEnd],
  ),
  Map: shape(
    'Map',
    [
      ...paths,
      both('ItemProcessor', object(itemProcessor)),
      both('Iterator', object({ ...itemProcessor, name: 'Iterator' })),
      jsonPath('ItemsPath', { is: 'reference path', from: 'context' }),
      jsonata('Items', { is: 'template', accepts: ['array', 'object', 'expression'] }),
      both('ItemSelector', { is: 'template', accepts: ['object', 'expression'] }),
      parameters,
      both('MaxConcurrency', count(0)),
      jsonPath('MaxConcurrencyPath', referencePath),
      both('ItemReader', object(itemReader)),
      both('ItemBatcher', object(itemBatcher)),
      both('ResultWriter', object(resultWriter)),
      both('ToleratedFailureCount', count(0)),
      jsonPath('ToleratedFailureCountPath', referencePath),
      both('ToleratedFailurePercentage', { is: 'number', whole: false, min: 0, max: 100, dynamic: true }),
      jsonPath('ToleratedFailurePercentagePath', referencePath),
      both('Label', { is: 'label' }),
      resultSelector,
      resultPath,
      output,
      assign,
      ...failureFields,
      ...transition,
    ],
    [
      nextOrEnd,
      { fields: ['ItemProcessor', 'Iterator'], required: true },
      oneForm('MaxConcurrency'),
      oneForm('ToleratedFailureCount'),
      oneForm('ToleratedFailurePercentage'),
    ],
  ),
};

/** The state machine itself. */
export const MACHINE_SHAPE: Shape = {
  name: 'State machine',
  fields: [
    comment,
    queryLanguage,
    required('States', { is: 'states' }),
    required('StartAt', { is: 'target' }),
    both('TimeoutSeconds', { is: 'number', whole: true, min: 1, max: LONGEST_SECONDS }),
    both('Version', oneOf('1.0')),
  ],
};
