import { checkLifecycle } from '#services/s3/settings/lifecycle-rules.ts';
import { TRANSITION_CLASSES } from '#services/s3/settings/lifecycle-schema.ts';
import type { LifecycleRule, LifecycleTransition, NoncurrentTransition } from '#services/s3/store/bucket-config.ts';
import type { Properties } from '#template/properties.ts';
import { TemplateError } from '#template/template-error.ts';

const MEMBERS = [
  'Id',
  'Status',
  'Prefix',
  'TagFilters',
  'ObjectSizeGreaterThan',
  'ObjectSizeLessThan',
  'ExpirationInDays',
  'ExpirationDate',
  'ExpiredObjectDeleteMarker',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionExpirationInDays',
  'AbortIncompleteMultipartUpload',
  'Transition',
  'Transitions',
  'NoncurrentVersionTransition',
  'NoncurrentVersionTransitions',
];

/** The `LifecycleConfiguration` of a bucket; throws S3's refusal of its rules. */
export function bucketLifecycle(read: Properties): {
  readonly lifecycle: readonly LifecycleRule[];
  readonly transitionMinimum?: string;
} {
  const configuration = read.object('LifecycleConfiguration', ['Rules', 'TransitionDefaultMinimumObjectSize']);
  const transitionMinimum = configuration.optionalText('TransitionDefaultMinimumObjectSize');
  const lifecycle = configuration.objects('Rules', MEMBERS).map(toRule);
  checkLifecycle(lifecycle);
  return { lifecycle, ...(transitionMinimum === undefined ? {} : { transitionMinimum }) };
}

function toRule(rule: Properties, index: number): LifecycleRule {
  const expiration = rule.object('NoncurrentVersionExpiration', ['NoncurrentDays', 'NewerNoncurrentVersions']);
  const tags = rule.objects('TagFilters', ['Key', 'Value']).map((tag) => [tag.text('Key'), tag.text('Value')]);
  return {
    id: rule.optionalText('Id') ?? `rule-${index + 1}`,
    enabled: oneOf(rule.text('Status'), ['Enabled', 'Disabled'], 'Status') === 'Enabled',
    prefix: rule.optionalText('Prefix') ?? '',
    tags: Object.fromEntries(tags),
    sizeAbove: size(rule, 'ObjectSizeGreaterThan'),
    sizeBelow: size(rule, 'ObjectSizeLessThan'),
    expirationDays: rule.optionalInteger('ExpirationInDays'),
    expirationDate: date(rule, 'ExpirationDate'),
    expiredObjectDeleteMarker: rule.boolean('ExpiredObjectDeleteMarker', false) || undefined,
    noncurrentDays:
      rule.optionalInteger('NoncurrentVersionExpirationInDays') ?? expiration.optionalInteger('NoncurrentDays'),
    newerNoncurrentVersions: expiration.optionalInteger('NewerNoncurrentVersions'),
    abortIncompleteDays: rule
      .object('AbortIncompleteMultipartUpload', ['DaysAfterInitiation'])
      .optionalInteger('DaysAfterInitiation'),
    transitions: oneOrMore(rule, 'Transition', ['TransitionInDays', 'TransitionDate', 'StorageClass']).map(transition),
    noncurrentTransitions: oneOrMore(rule, 'NoncurrentVersionTransition', NONCURRENT).map(noncurrentTransition),
  };
}

const NONCURRENT = ['TransitionInDays', 'NewerNoncurrentVersions', 'StorageClass'];

/** The older member holds one, the newer one several. */
const oneOrMore = (rule: Properties, name: string, members: readonly string[]): readonly Properties[] => [
  ...(rule.has(name) ? [rule.object(name, members)] : []),
  ...rule.objects(`${name}s`, members),
];

const transition = (read: Properties): LifecycleTransition => ({
  days: read.optionalInteger('TransitionInDays'),
  date: date(read, 'TransitionDate'),
  storageClass: oneOf(read.text('StorageClass'), TRANSITION_CLASSES, 'StorageClass'),
});

const noncurrentTransition = (read: Properties): NoncurrentTransition => ({
  days: read.optionalInteger('TransitionInDays') ?? 0,
  newer: read.optionalInteger('NewerNoncurrentVersions'),
  storageClass: oneOf(read.text('StorageClass'), TRANSITION_CLASSES, 'StorageClass'),
});

function oneOf(value: string, known: readonly string[], name: string): string {
  if (known.includes(value)) return value;
  throw new TemplateError(`the property LifecycleConfiguration.Rules.${name} must be one of ${known.join(', ')}`);
}

/** CloudFormation writes sizes as text. */
function size(rule: Properties, name: string): number | undefined {
  const text = rule.optionalText(name);
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new TemplateError(`the property LifecycleConfiguration.Rules.${name} must be a number of bytes`);
}

function date(rule: Properties, name: string): number | undefined {
  const text = rule.optionalText(name);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new TemplateError(`the property LifecycleConfiguration.Rules.${name} must be a date`);
}
