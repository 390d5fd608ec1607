import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { TemplateError } from '#template/template-error.ts';

/** A template as it is sent, JSON or YAML, as one object. Rejects with a TemplateError in CloudFormation's words. */
export async function readBody(source: string): Promise<JsonObject> {
  const value = source.trimStart().startsWith('{') ? readJson(source) : await readYaml(source);
  if (isJsonObject(value)) return value;
  throw new TemplateError('Template format error: unsupported structure.');
}

function readJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const place = Number(/position (\d+)/.exec(String(error))?.[1] ?? source.length);
    throw new TemplateError(`Template format error: JSON not well-formed. ${placeIn(source, place)}`);
  }
}

/** Loaded when it is needed: a start reads JSON alone. */
async function readYaml(source: string): Promise<unknown> {
  const [{ parseDocument, visit }, { shortForms }] = await Promise.all([
    import('yaml'),
    import('#template/short-forms.ts'),
  ]);
  const document = parseDocument(source, { customTags: shortForms, schema: 'core', logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw new TemplateError(`Template format error: YAML not well-formed. ${placeIn(source, error.pos[0])}`);
  // One within another would make much of little.
  visit(document, {
    Alias() {
      throw new TemplateError('Template error: YAML aliases are not allowed in CloudFormation templates');
    },
  });
  return document.toJS();
}

function placeIn(source: string, place: number): string {
  const lines = source.slice(0, place).split('\n');
  return `(line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1})`;
}
