import { type Checker, inField, type Place } from '#asl/definition/check/checker.ts';
import type { Field, Group, Shape } from '#asl/definition/shape.ts';
import { isJsonObject } from '#asl/json.ts';

/** Checks an object of a definition against the table of its fields, in AWS's wording. */
export function checkObject(checker: Checker, shape: Shape, value: unknown, place: Place) {
  if (!isJsonObject(value)) return checker.report('Expected value of type Object', place);
  const present = Object.keys(value);
  checkNames(checker, shape, present, place);
  checkPresence(checker, shape, present, place);
  for (const field of shape.fields) {
    const content = value[field.name];
    if (content !== undefined && speaks(field, place))
      checker.value(field.kind, content, { ...inField(place, field.name), hasResult: seesResult(shape, field) });
  }
  if (shape.name === 'ResultWriter') checkWriter(checker, present, place);
  if (shape.name === 'ReaderConfig') checkReaderConfig(checker, value, place);
  if (shape.name === 'ItemBatcher') checkBatcher(checker, present, place);
  if (shape.name === 'Map') checkInline(checker, value, place);
  if (shape.name === 'ProcessorConfig') checkProcessorConfig(checker, value, place);
}

/** States that have work done elsewhere have a result, once it is done. */
const seesResult = (shape: Shape, { name }: Field) =>
  ['Task', 'Map', 'Parallel'].includes(shape.name) && ['Output', 'Assign'].includes(name);

const speaks = (field: Field, place: Place) => field.language === undefined || field.language === place.language;

function checkNames(checker: Checker, shape: Shape, present: readonly string[], place: Place) {
  for (const name of present) {
    const field = shape.fields.find((known) => known.name === name);
    if (!field) checker.report(`Field '${name}' is not supported`, place);
    else if (!speaks(field, place)) checker.report(wrongLanguage(field, place), place);
  }
}

const wrongLanguage = ({ name, language }: Field, place: Place) =>
  `The QueryLanguage is set to '${place.language}', but field '${name}' is only supported for the '${language}' QueryLanguage`;

function checkPresence(checker: Checker, shape: Shape, present: readonly string[], place: Place) {
  const missing = shape.fields.filter(({ name, required }) => required && !present.includes(name));
  if (missing.length > 0) {
    checker.report(`These fields are required: [${missing.map(({ name }) => name).join(', ')}]`, place);
  }
  for (const group of shape.groups ?? []) checkGroup(checker, group, present, place);
}

function checkGroup(checker: Checker, { fields, required }: Group, present: readonly string[], place: Place) {
  const found = fields.filter((name) => present.includes(name)).length;
  if (found > 1) checker.report(`There should only be one of the following fields: [${fields.join(', ')}]`, place);
  if (found === 0 && required) {
    checker.report(`This object should have only one of the following fields: [${fields.join(', ')}]`, place);
  }
}

function checkWriter(checker: Checker, present: readonly string[], place: Place) {
  const names = place.language === 'JSONata' ? ['Resource', 'Arguments'] : ['Resource', 'Parameters'];
  const missing = names.filter((name) => !present.includes(name));
  const hasConfig = present.includes('WriterConfig');
  if (missing.length === names.length && hasConfig) return;
  if (missing.length > 0) checker.report(`These fields are required: [${missing.join(', ')}]`, place);
}

function checkReaderConfig(checker: Checker, value: Readonly<Record<string, unknown>>, place: Place) {
  const { InputType, CSVHeaderLocation, CSVHeaders, ManifestType, Transformation } = value;
  if (ManifestType === 'S3_INVENTORY' && InputType !== undefined) {
    checker.report("Field 'InputType' is not supported", place);
  }
  if (Transformation === 'LOAD_AND_FLATTEN' && InputType === undefined) {
    checker.report('These fields are required: [InputType]', place);
  }
  // Files that a query or a list names need not say where their headers are until they are read.
  const isFile = ManifestType === undefined && Transformation !== 'LOAD_AND_FLATTEN';
  if (InputType === 'CSV' && isFile && CSVHeaderLocation === undefined) {
    checker.report("The field 'CSVHeaderLocation' is required but was missing", place);
  }
  if (CSVHeaderLocation === 'GIVEN' && CSVHeaders === undefined) {
    checker.report('These fields are required: [CSVHeaders]', place);
  }
  if (InputType === 'JSON' || InputType === 'JSONL') {
    for (const name of ['CSVHeaderLocation', 'CSVHeaders', 'CSVDelimiter']) {
      if (value[name] !== undefined) checker.report(`Field '${name}' is not supported`, place);
    }
  }
}

const BATCH_BOUNDS = ['MaxItemsPerBatch', 'MaxInputBytesPerBatch'];

function checkBatcher(checker: Checker, present: readonly string[], place: Place) {
  if (BATCH_BOUNDS.some((name) => present.includes(name) || present.includes(`${name}Path`))) return;
  checker.report(`This object should have one of the following fields: [${BATCH_BOUNDS.join(', ')}]`, place);
}

const DISTRIBUTED_ONLY = ['ItemReader', 'ItemBatcher', 'ResultWriter'];

function checkInline(checker: Checker, value: Readonly<Record<string, unknown>>, place: Place) {
  const machine: unknown = value.ItemProcessor ?? value.Iterator;
  const config: unknown = isJsonObject(machine) ? machine.ProcessorConfig : undefined;
  if (isJsonObject(config) && config.Mode === 'DISTRIBUTED') return;
  for (const name of DISTRIBUTED_ONLY) {
    if (value[name] !== undefined) checker.report(`Field '${name}' is not supported`, place);
  }
}

function checkProcessorConfig(checker: Checker, value: Readonly<Record<string, unknown>>, place: Place) {
  const distributed = value.Mode === 'DISTRIBUTED';
  if (distributed && value.ExecutionType === undefined) {
    checker.report('These fields are required: [ExecutionType]', place);
  }
  if (!distributed && value.ExecutionType !== undefined) {
    checker.report("Field 'ExecutionType' is not supported", place);
  }
  if (distributed && checker.express) {
    const message = "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines";
    checker.report(message, inField(place, 'Mode'));
  }
}
