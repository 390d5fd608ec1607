import { describe, expect, it } from 'vitest';
import { isAccepted, readDocuments } from '#services/xray/documents/read-document.ts';
import { BEGUN, id, segment, TRACE } from './made.ts';

/** https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html */
const refusals: Readonly<Record<string, readonly [document: unknown, code: string]>> = {
  'no object': [42, 'ParseError'],
  'an empty array of no documents among others': [['x'], 'ParseError'],
  'no id': [segment(1, { id: undefined }), 'MissingId'],
  'a short id': [segment(1, { id: 'ab' }), 'InvalidId'],
  'an id of other letters': [segment(1, { id: 'x'.repeat(16) }), 'InvalidId'],
  'no trace': [segment(1, { trace_id: undefined }), 'MissingTraceId'],
  'a trace of another version': [segment(1, { trace_id: TRACE.replace('1-', '2-') }), 'InvalidTraceId'],
  'no name': [segment(1, { name: undefined }), 'MissingName'],
  'a name of other signs': [segment(1, { name: 'mysql at Route:?' }), 'InvalidName'],
  'a long name': [segment(1, { name: 'n'.repeat(201) }), 'InvalidName'],
  'no beginning': [segment(1, { start_time: undefined }), 'MissingStartTime'],
  'a beginning that is a text': [segment(1, { start_time: '1768478400' }), 'InvalidStartTime'],
  'no end, and not in progress': [segment(1, { end_time: undefined }), 'MissingEndTime'],
  'an end before its beginning': [segment(1, { end_time: BEGUN - 1 }), 'InvalidEndTime'],
  'a subsegment of nobody': [segment(1, { type: 'subsegment' }), 'MissingParentId'],
  'a parent that is no id': [segment(1, { parent_id: 'up' }), 'InvalidParentId'],
  'more than 64 KB': [segment(1, { metadata: { note: 'x'.repeat(64 * 1024) } }), 'InvalidSegment'],
  'a flag that is a text': [segment(1, { fault: 'yes' }), 'ParseError'],
};

describe('a document is refused that has', () => {
  it.each(Object.entries(refusals))('%s', (_, [document, code]) => {
    const [read] = readDocuments(JSON.stringify(document));
    expect(read).toMatchObject({ ErrorCode: code });
  });
});

describe('a text is no document that', () => {
  it.each([
    ['is torn', '{"id": "00'],
    ['is empty', ''],
    ['is no JSON', 'segment'],
  ])('%s', (_, text) => {
    expect(readDocuments(text)).toEqual([
      { ErrorCode: 'ParseError', Message: 'Invalid segment. ErrorCode: ParseError' },
    ]);
  });
});

it('what is refused is named by its id and its kind', () => {
  const document = segment(7, { type: 'subsegment', parent_id: id(1), name: '?' });
  expect(readDocuments(JSON.stringify(document))).toEqual([
    { Id: id(7), ErrorCode: 'InvalidName', Message: 'Invalid subsegment. ErrorCode: InvalidName' },
  ]);
});

describe('a document is taken that', () => {
  it.each([
    ['is a segment', segment(1)],
    ['goes on', segment(1, { end_time: undefined, in_progress: true })],
    ['is a subsegment by itself', segment(2, { type: 'subsegment', parent_id: id(1) })],
    ['has fields of its own', segment(1, { metadata: { debug: [1] }, custom: 'x' })],
    ['has a name in another script', segment(1, { name: 'печать ж' })],
  ])('%s', (_, document) => {
    const [read] = readDocuments(JSON.stringify(document));
    expect(read && isAccepted(read) && JSON.parse(read.text)).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('is one of an array', () => {
    const read = readDocuments(JSON.stringify([segment(1), segment(2, { name: '?' }), segment(3)]));
    expect(read.map(isAccepted)).toEqual([true, false, true]);
  });
});
