/** Two things in a lab that do not tell the same of a photo. `key` is the photo's, or the object's that belongs to none. */
export type Disagreement =
  | { readonly kind: 'photo-without-row'; readonly key: string }
  | { readonly kind: 'row-without-photo'; readonly key: string; readonly status: string }
  | { readonly kind: 'other-photo'; readonly key: string; readonly row: string; readonly source: string }
  | { readonly kind: 'unfinished'; readonly key: string; readonly status: string }
  | { readonly kind: 'incomplete-row'; readonly key: string; readonly field: string }
  | { readonly kind: 'other-prefix'; readonly key: string; readonly prefix: string; readonly expected: string }
  | { readonly kind: 'no-manifest'; readonly key: string; readonly manifest: string }
  | { readonly kind: 'other-manifest'; readonly key: string; readonly manifest: string }
  | { readonly kind: 'no-variant'; readonly key: string; readonly variant: string }
  | {
      readonly kind: 'other-variant';
      readonly key: string;
      readonly variant: string;
      readonly what: 'bytes' | 'checksum' | 'type';
      readonly row: string;
      readonly object: string;
    }
  | { readonly kind: 'unreadable'; readonly key: string; readonly why: string }
  | { readonly kind: 'orphan'; readonly key: string };

/** One sentence for people. */
export function sentence(disagreement: Disagreement): string {
  const { key } = disagreement;
  switch (disagreement.kind) {
    case 'photo-without-row':
      return `${key}: the photo is there, but the table has no row for it.`;
    case 'row-without-photo':
      return `${key}: the table says ${disagreement.status}, but there is no such photo.`;
    case 'other-photo':
      return `${key}: the row is of the photo with ETag ${disagreement.row}, but the newest has ${disagreement.source}.`;
    case 'unfinished':
      return `${key}: the row says ${disagreement.status}, and nothing is at work on it.`;
    case 'incomplete-row':
      return `${key}: the row has no ${disagreement.field}.`;
    case 'other-prefix':
      return `${key}: the row's prefix is ${disagreement.prefix}, but its revision belongs in ${disagreement.expected}.`;
    case 'no-manifest':
      return `${key}: ${disagreement.manifest} is not there.`;
    case 'other-manifest':
      return `${key}: ${disagreement.manifest} is not what the row says.`;
    case 'no-variant':
      return `${key}: the variant ${disagreement.variant} is not there.`;
    case 'other-variant':
      return `${key}: the variant ${disagreement.variant} has ${disagreement.what} ${disagreement.object}, but the row says ${disagreement.row}.`;
    case 'unreadable':
      return `${key}: it cannot be read: ${disagreement.why}`;
    case 'orphan':
      return `${key}: no row names this object of the output bucket.`;
    default:
      return assertNever(disagreement);
  }
}

function assertNever(disagreement: never): never {
  throw new Error(`Unknown disagreement ${JSON.stringify(disagreement)}`);
}
