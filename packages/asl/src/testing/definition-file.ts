import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { Json } from '#asl/json.ts';
import { fillJson, fillText, type Substitutions } from '../definition/placeholders.ts';
import { parseJson } from '../definition/syntax/json-fault.ts';

const YAML = /\.ya?ml$/;

/**
 * Reads the file of a definition, `.asl.json` or `.asl.yaml`, with its `${Name}`s filled: a value, or the text where that
 * is no JSON. Rejects with a SyntaxError where it is no YAML.
 */
export async function readDefinitionFile(file: string | URL, values: Substitutions): Promise<Json> {
  return parseDefinition((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''), values, YAML.test(String(file)));
}

function parseDefinition(text: string, values: Substitutions, isYaml: boolean): Json {
  if (isYaml) return parseYaml(fillText(text, values));
  const filled = fillJson(text, values);
  const parsed = parseJson(filled);
  return parsed.ok ? parsed.value : filled;
}

function parseYaml(text: string): Json {
  try {
    return parse(text);
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
}
