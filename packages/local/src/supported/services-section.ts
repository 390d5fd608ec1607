import type { ListedOperation } from '#gateway/dispatch/dispatch.ts';
import type { InputMembers } from '#gateway/dispatch/operation.ts';
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
  'An operation that is not listed is refused by its name. Of those that are, every member of AWS’s stands here: it is taken, or without effect for the reason told, or refused by its name.',
  ...services.flatMap(({ title, operations }) => {
    const remark = REMARKS[title];
    return [`### ${title}`, ...(remark === undefined ? [] : [remark]), operationsOf(operations)];
  }),
];

interface Column {
  readonly title: string;
  of(input: InputMembers): string;
}

const COLUMNS: readonly Column[] = [
  { title: 'takes', of: ({ members }) => codes(members) },
  {
    title: 'without effect',
    of: ({ withoutEffect = {} }) =>
      Object.entries(withoutEffect)
        .map(([member, reason]) => `\`${member}\`: ${reason}`)
        .join('; '),
  },
  { title: 'refused by name', of: ({ refused = [] }) => codes(refused) },
];

function operationsOf(operations: readonly ListedOperation[]): string {
  const listed = operations.toSorted((a, b) => a.name.localeCompare(b.name));
  const columns = COLUMNS.filter(({ of }) => listed.some(({ input }) => of(input) !== ''));
  return table(
    ['operation', ...columns.map(({ title }) => title)],
    listed.map(({ name, input }) => [`\`${name}\``, ...columns.map(({ of }) => of(input))]),
  );
}
