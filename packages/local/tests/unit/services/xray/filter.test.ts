import { describe, expect, it } from 'vitest';
import { document } from '#services/xray/documents/document.ts';
import { matchesFilter } from '#services/xray/filter/matches.ts';
import { parseFilter } from '#services/xray/filter/parse.ts';
import { assemble } from '#services/xray/store/assemble.ts';
import { photo, TRACE } from './made.ts';

const trace = assemble(
  TRACE,
  photo.map((one) => document.parse(one)),
  { isFull: false, updated: 0 },
);

/** The trace answered 404 after four seconds; its function failed, throttled at a table. */
const matching: readonly (readonly [expression: string, matches: boolean])[] = [
  ['error', true],
  ['fault', false],
  ['!fault', true],
  ['fault = false', true],
  ['ok', false],
  ['throttle', true],
  ['partial', false],
  ['error !partial duration < 5', true],
  ['duration >= 4 AND duration <= 4', true],
  ['responsetime > 5', false],
  ['responsetime > 5 OR error', true],
  ['responsetime > 5 OR error AND fault', false],
  ['(responsetime > 5 OR error) AND !fault', true],
  ['http.status = 404', true],
  ['http.status != 404', false],
  ['http.method = "PUT"', true],
  ['http.url BEGINSWITH "http://lab/" AND http.url CONTAINS "/v2/"', true],
  ['http.url ENDSWITH "/v3"', false],
  ['user = "ada"', true],
  ['annotation.account = "12345"', true],
  ['annotation[account] = "12345"', true],
  ['annotation.size > 6', true],
  ['annotation.size = "7"', false],
  ['annotation.large = true', true],
  ['annotation.account', true],
  ['annotation.nothing', false],
  ['!annotation.nothing', true],
  ['annotation.account BEGINSWITH "123"', true],
  ['service("resize")', true],
  ['service("other")', false],
  ['service("resize") { fault }', true],
  ['service("lab") { fault }', false],
  ['service() { fault = true }', true],
  ['service(id(name: "images", type: "AWS::DynamoDB::Table")) { throttle AND inferred }', true],
  ['service(id(type: "AWS::S3::Bucket"))', false],
  ['service("resize") { responsetime > 2.5 OR fault = true } AND annotation.account = "12345"', true],
  ['edge("lab", "resize") { fault }', true],
  ['edge("resize", "lab")', false],
  ['edge(id(name: "resize"), id(type: "AWS::DynamoDB::Table")) { throttle }', true],
  ['service("lab") { root }', true],
  ['service("resize") { root }', false],
  ['message CONTAINS "fast"', true],
  ['name = "ThrottlingException"', true],
  ['resource.arn ENDSWITH ":lab"', true],
];

describe('the filter', () => {
  it.each(matching)('%s: %s', (expression, expected) => {
    expect(matchesFilter(parseFilter(expression), trace)).toBe(expected);
  });
});

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html */
const malformed: readonly (readonly [expression: string, says: RegExp])[] = [
  ['fault AND', /it ends at position 9, where a keyword is expected/],
  ['AND fault', /'AND' is not a keyword/],
  ['(fault', /where '\)' is expected/],
  ['fault)', /'\)' at position 5 is not expected/],
  ['responsetime >', /where a value is expected/],
  ['responsetime', /where an operator is expected/],
  ['responsetime > "5"', /responsetime cannot be compared with "5"/],
  ['responsetime CONTAINS "5"', /responsetime cannot be compared by CONTAINS/],
  ['fault > 1', /fault cannot be compared by >/],
  ['http.url = 5', /http\.url cannot be compared with 5/],
  ['http.url > "a"', /cannot be compared by >/],
  ['annotation.size > "a"', /annotation\.size cannot be compared with "a"/],
  ['wrong = 1', /'wrong' is not a keyword/],
  ['constructor', /'constructor' is not a keyword/],
  ['fault == true', /where a value is expected/],
  ['user = "ada', /'"' at position 6/],
  ['fault & error', /'&' at position/],
  ['service("a", "b")', /service\(\) takes one service or none/],
  ['edge("a")', /edge\(\) takes two services/],
  ['service(lab)', /where a text in quotes is expected/],
  ['service("a") {', /where a keyword is expected/],
  ['service(id(colour: "a"))', /id\(\) has name, type and account\.id, not 'colour'/],
  ['rootcause.fault', /rootcause\.fault of filter expressions is not supported here/],
  ['group.name = "x"', /group\.name of filter expressions is not supported here/],
  [`${'('.repeat(60)}fault${')'.repeat(60)}`, /nested deeper than 50/],
];

describe('a filter is refused', () => {
  it.each(malformed)('%s', (expression, says) => {
    expect(() => parseFilter(expression)).toThrow(expect.objectContaining({ code: 'InvalidRequestException' }));
    expect(() => parseFilter(expression)).toThrow(says);
  });
});
