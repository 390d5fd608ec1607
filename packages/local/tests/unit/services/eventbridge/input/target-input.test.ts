import { describe, expect, it } from 'vitest';
import { inputProblem, targetInput } from '#services/eventbridge/input/target-input.ts';
import type { Target } from '#services/eventbridge/rules/target.ts';
import { sampleEvent } from '#tests/unit/services/eventbridge/event.ts';

const context = {
  ruleArn: 'arn:aws:events:us-east-1:000000000000:rule/r',
  ruleName: 'r',
  ingestionTime: '2026-01-15T12:00:00.000Z',
};
const { detail, ...withoutDetail } = sampleEvent;

const target = (settings: Partial<Target>): Target => ({
  Id: 't',
  Arn: 'arn:aws:sqs:us-east-1:000000000000:q',
  ...settings,
});
const transformer = (InputTemplate: string, InputPathsMap: Record<string, string> = {}) => ({
  InputTransformer: { InputTemplate, InputPathsMap },
});

const paths = {
  key: '$.detail.key',
  size: '$.detail.size',
  bucket: '$.detail.bucket',
  tags: '$.detail.tags',
  type: '$.detail-type',
  none: '$.detail.none',
};

const rows: readonly { readonly name: string; readonly settings: Partial<Target>; readonly expected: string }[] = [
  { name: 'the whole event', settings: {}, expected: JSON.stringify(sampleEvent) },
  { name: 'a constant', settings: { Input: '{"a": 1}' }, expected: '{"a": 1}' },
  { name: 'a part', settings: { InputPath: '$.detail' }, expected: JSON.stringify(detail) },
  { name: 'a string part, as JSON', settings: { InputPath: '$.detail.bucket.name' }, expected: '"source"' },
  { name: 'an element of a list', settings: { InputPath: '$.resources[0]' }, expected: '"arn:aws:s3:::source"' },
  { name: 'a bracketed name', settings: { InputPath: "$['detail-type']" }, expected: '"Object Created"' },
  {
    name: 'values outside of quotes are JSON',
    settings: transformer('{"k": <key>, "n": <size>, "b": <bucket>, "t": <tags>}', paths),
    expected: '{"k": "a \\"b\\".jpg", "n": 5, "b": {"name":"source"}, "t": ["x","y"]}',
  },
  {
    name: 'strings within quotes are their characters, escaped',
    settings: transformer('{"m": "photo <key> of <size>"}', paths),
    expected: '{"m": "photo a \\"b\\".jpg of 5"}',
  },
  {
    name: 'a text with several variables',
    settings: transformer('"<type> in <bucket>"', paths),
    expected: '"Object Created in {name:source}"',
  },
  {
    name: 'what is not there is empty',
    settings: transformer('{"x": <none>, "y": "<none>"}', paths),
    expected: '{"x": "", "y": ""}',
  },
  {
    name: 'the rule',
    settings: transformer('{"arn": <aws.events.rule-arn>, "name": "<aws.events.rule-name>"}'),
    expected: `{"arn": "${context.ruleArn}", "name": "r"}`,
  },
  {
    name: 'the time of ingestion',
    settings: transformer('<aws.events.event.ingestion-time>'),
    expected: `"${context.ingestionTime}"`,
  },
  {
    name: 'the event without its detail',
    settings: transformer('{"e": <aws.events.event>}'),
    expected: `{"e": ${JSON.stringify(withoutDetail)}}`,
  },
  {
    name: 'the event',
    settings: transformer('{"e": <aws.events.event.json>}'),
    expected: `{"e": ${JSON.stringify(sampleEvent)}}`,
  },
];

describe('the input of a target', () => {
  it.each(rows)('$name', ({ settings, expected }) => {
    const given = target(settings);
    expect(inputProblem(given)).toBeUndefined();
    expect(targetInput(given, sampleEvent, context)).toBe(expected);
  });

  it.each([
    [{ Input: '{' }, /JSON syntax error in input for target t/],
    [{ InputPath: 'detail' }, /Invalid InputPath/],
    [{ InputPath: '$.detail[*]' }, /Invalid InputPath/],
    [{ Input: '1', InputPath: '$' }, /Only one of/],
    [transformer('<unknown>', paths), /Unknown placeholder <unknown>/],
    [transformer('<x>', { x: '$..a' }), /Invalid JSON path/],
  ])('refuses %j', (settings, reason) => {
    expect(inputProblem(target(settings))).toMatch(reason);
  });
});
