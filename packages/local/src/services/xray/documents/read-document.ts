import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { document, type TraceDocument } from '#services/xray/documents/document.ts';

/** Names as in the answer of PutTraceSegments. https://docs.aws.amazon.com/xray/latest/api/API_UnprocessedTraceSegment.html */
export interface Unprocessed {
  readonly Id?: string;
  readonly ErrorCode: string;
  readonly Message: string;
}

/** A document that was accepted. */
export interface Accepted {
  readonly document: TraceDocument;
  readonly text: string;
}

/** https://docs.aws.amazon.com/general/latest/gr/xray.html */
const LARGEST_DOCUMENT_BYTES = 64 * 1024;

const ID = /^[0-9a-f]{16}$/i;
const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;
/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
const NAME = /^[\p{L}\p{N}\s_.:/%&#=+\\\-@]{1,200}$/u;

/** Each of the documents that a text holds: a segment, a subsegment, or an array of subsegments. */
export function readDocuments(text: string): readonly (Accepted | Unprocessed)[] {
  const value = parse(text);
  if (value === undefined) return [refused({}, 'ParseError')];
  const documents = Array.isArray(value) ? value : [value];
  return documents.map((one) => (isJsonObject(one) ? readOne(one) : refused({}, 'ParseError')));
}

export const isAccepted = (read: Accepted | Unprocessed): read is Accepted => 'document' in read;

/** The answer to a document that is not kept, whatever is the matter with it. */
export function refused({ id, type }: JsonObject, code: string): Unprocessed {
  const kind = type === 'subsegment' ? 'subsegment' : 'segment';
  return { ...(typeof id === 'string' && { Id: id }), ErrorCode: code, Message: `Invalid ${kind}. ErrorCode: ${code}` };
}

function readOne(value: JsonObject): Accepted | Unprocessed {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > LARGEST_DOCUMENT_BYTES) return refused(value, 'InvalidSegment');
  const code = problemOf(value);
  if (code !== undefined) return refused(value, code);
  const read = document.safeParse(value);
  return read.success ? { document: read.data, text } : refused(value, 'ParseError');
}

interface Rule {
  readonly member: string;
  readonly missing: string;
  readonly invalid: string;
  readonly holds: (value: unknown) => boolean;
}

const isText = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const isTime = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0;
const rule = (member: string, name: string, holds: Rule['holds']): Rule => ({
  member,
  missing: `Missing${name}`,
  invalid: `Invalid${name}`,
  holds,
});

/** Fields that each document has. https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html */
const RULES: readonly Rule[] = [
  rule('id', 'Id', isText(ID)),
  rule('trace_id', 'TraceId', isText(TRACE_ID)),
  rule('name', 'Name', isText(NAME)),
  rule('start_time', 'StartTime', isTime),
];

function problemOf(value: JsonObject): string | undefined {
  for (const { member, missing, invalid, holds } of RULES) {
    if (value[member] === undefined || value[member] === null) return missing;
    if (!holds(value[member])) return invalid;
  }
  const { start_time: start, end_time: end, in_progress: isOpen, type, parent_id: parent } = value;
  if (end === undefined && isOpen !== true) return 'MissingEndTime';
  if (end !== undefined && !(isTime(end) && Number(end) >= Number(start))) return 'InvalidEndTime';
  if (type === 'subsegment' && parent === undefined) return 'MissingParentId';
  if (parent !== undefined && !isText(ID)(parent)) return 'InvalidParentId';
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
