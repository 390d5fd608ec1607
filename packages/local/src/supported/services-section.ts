import type { ListedOperation } from '#gateway/dispatch/dispatch.ts';
import { codes, table } from '#local/supported/markdown.ts';
import type { ListedService } from '#local/supported/services.ts';

/** What needs saying beside a table. */
const REMARKS: Readonly<Record<string, string>> = {
  CloudWatch: 'In JSON and the query protocol.',
  DynamoDB: 'DynamoDB and DynamoDB Streams. Parameters of expressions, and those of before expressions, are all there.',
  S3: 'What an operation takes beside its body, what names it, and what all take; any other header and parameter of S3 is refused by its name.',
  SQS: 'In JSON and the query protocol.',
};

/** The operations of all services, from the tables that dispatch them. */
export const servicesSection = (services: readonly ListedService[]): readonly string[] => [
  '## Operations of services',
  'An operation that is not listed is refused by its name.',
  ...services.flatMap(({ title, operations }) => {
    const remark = REMARKS[title];
    return [`### ${title}`, ...(remark === undefined ? [] : [remark]), operationsOf(operations)];
  }),
];

function operationsOf(operations: readonly ListedOperation[]): string {
  const listed = operations.toSorted((a, b) => a.name.localeCompare(b.name));
  if (listed.every(({ input }) => input === undefined)) return `${codes(listed.map(({ name }) => name))}.`;
  const refusing = listed.some(({ input }) => (input?.refused ?? []).length > 0);
  return table(
    ['operation', 'takes', ...(refusing ? ['refused by name'] : [])],
    listed.map(({ name, input: { members, refused = [] } = { members: [] } }) => [
      `\`${name}\``,
      codes(members),
      ...(refusing ? [codes(refused)] : []),
    ]),
  );
}
