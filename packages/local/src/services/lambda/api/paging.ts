import { AwsError } from '#gateway/aws-error.ts';
import { type Page, pageOf } from '#gateway/paging.ts';

const invalid = (message: string) => new AwsError('InvalidParameterValueException', message);

/** What `MaxItems` and `Marker` ask for: 1 to 10,000, of which a page holds `most`. Throws InvalidParameterValueException. */
export function lambdaPage<T>(items: readonly T[], query: URLSearchParams, most: number): Page<T> {
  const wanted = query.get('MaxItems') ?? String(most);
  if (!/^[1-9]\d{0,4}$/.test(wanted) || Number(wanted) > 10_000)
    throw invalid(`MaxItems must be a whole number from 1 to 10000, not ${wanted}`);
  const token = query.get('Marker') ?? undefined;
  return pageOf(items, { token, size: Math.min(Number(wanted), most), invalidToken: () => invalid('Invalid Marker') });
}
