import { XMLParser } from 'fast-xml-parser';
import { AwsError } from '#gateway/aws-error.ts';

/** Content of an element: text, child elements by name, or several elements of the same name. */
export type XmlContent = string | number | boolean | undefined | readonly XmlContent[] | XmlElements;

export interface XmlElements {
  readonly [name: string]: XmlContent;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Writes a document; undefined members are left out, arrays repeat their element. */
export function writeXml(root: string, content: XmlContent, namespace?: string): string {
  const open = namespace ? `<${root} xmlns="${namespace}">` : `<${root}>`;
  return `${DECLARATION}${open}${inner(content)}</${root}>`;
}

function inner(content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content !== 'object') return escapeXml(String(content));
  if (isList(content)) return content.map(inner).join('');
  let out = '';
  for (const name in content) out += element(name, content[name]);
  return out;
}

function element(name: string, content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content === 'object' && isList(content)) return content.map((item) => element(name, item)).join('');
  return `<${name}>${inner(content)}</${name}>`;
}

const isList = (content: readonly XmlContent[] | XmlElements): content is readonly XmlContent[] =>
  Array.isArray(content);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters are legal in object keys but not in XML text: written as references, as S3 does. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that must not be written raw
const SPECIAL = /[&<>"\u0000-\u001f]/g;

const escapeXml = (text: string) =>
  text.replace(SPECIAL, (character) => ENTITIES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`);

/** An element as it was read: text, or children by name (several of a name are an array). */
export type XmlRead = string | readonly XmlRead[] | { readonly [name: string]: XmlRead };

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  removeNSPrefix: true,
  htmlEntities: true,
});

/** Parses a document whose root must be `root`; throws `MalformedXML`. */
export function readXml(root: string, text: string): XmlRead {
  try {
    const document: Record<string, XmlRead> = parser.parse(text, true);
    const content = document[root];
    if (content !== undefined) return content;
  } catch {
    // Falls through to the one refusal below.
  }
  throw malformedXml();
}

export const malformedXml = () =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

/** The only child of that name, as text. */
export function childText(element: XmlRead | undefined, name: string): string | undefined {
  const found = children(element, name)[0];
  return typeof found === 'string' ? found : undefined;
}

/** All children of that name, however many there are. */
export function children(element: XmlRead | undefined, name: string): readonly XmlRead[] {
  if (element === undefined || typeof element === 'string' || isReadList(element)) return [];
  const found = element[name];
  if (found === undefined) return [];
  return typeof found !== 'string' && isReadList(found) ? found : [found];
}

export const child = (element: XmlRead | undefined, name: string): XmlRead | undefined => children(element, name)[0];

const isReadList = (element: Exclude<XmlRead, string>): element is readonly XmlRead[] => Array.isArray(element);
