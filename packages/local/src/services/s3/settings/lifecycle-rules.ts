import { AwsError } from '#gateway/aws-error.ts';
import { s3Errors } from '#services/s3/errors.ts';
import type { LifecycleRule, LifecycleTransition } from '#services/s3/store/bucket-config.ts';

const DAY_MS = 86_400_000;

/** Classes that an object may not come to in its first thirty days. */
const THIRTY_DAYS = ['STANDARD_IA', 'ONEZONE_IA'];

/**
 * Holds rules against what no schema says; throws `InvalidArgument` or `InvalidRequest`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function checkLifecycle(rules: readonly LifecycleRule[]): void {
  if (new Set(rules.map(({ id }) => id)).size < rules.length) {
    throw argument('Rule ID must be unique. Found same ID for more than one rule');
  }
  for (const rule of rules) {
    if (rule.id.length > 255) throw argument('ID length should not exceed allowed limit of 255');
    checkActions(rule);
    checkFilter(rule);
    checkPeriods(rule);
    checkTransitions(rule);
  }
}

function checkActions(rule: LifecycleRule): void {
  const { transitions = [], noncurrentTransitions = [] } = rule;
  const acts =
    expires(rule) ||
    [rule.expiredObjectDeleteMarker, rule.noncurrentDays, rule.abortIncompleteDays].some(isGiven) ||
    transitions.length + noncurrentTransitions.length > 0;
  if (!acts) throw s3Errors.invalidRequest('At least one action needs to be specified in a rule');
}

const isGiven = (value: unknown) => value !== undefined;

const expires = ({ expirationDays, expirationDate }: LifecycleRule) =>
  isGiven(expirationDays) || isGiven(expirationDate);

/** Uploads and delete markers have neither tags nor a size. */
function checkFilter(rule: LifecycleRule): void {
  const { sizeAbove = 0, sizeBelow = Number.POSITIVE_INFINITY } = rule;
  const tagged = Object.keys(rule.tags).length > 0;
  const sized = isGiven(rule.sizeAbove) || isGiven(rule.sizeBelow);
  const actions = [
    ['AbortIncompleteMultipartUpload', isGiven(rule.abortIncompleteDays)],
    ['ExpiredObjectDeleteMarker', rule.expiredObjectDeleteMarker === true],
  ] as const;
  for (const [action] of actions.filter(([, used]) => used)) {
    if (tagged) throw s3Errors.invalidRequest(`${action} cannot be specified with Tags.`);
    if (sized) throw s3Errors.invalidRequest(`${action} cannot be specified with object size.`);
  }
  if (sizeAbove < 0 || sizeBelow < 1) throw argument("'ObjectSize' filters must be positive integers");
  if (sizeBelow <= sizeAbove) {
    throw s3Errors.invalidRequest("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
  }
}

function checkPeriods(rule: LifecycleRule): void {
  positive(rule.expirationDays, "'Days' for Expiration action");
  positive(rule.noncurrentDays, "'NoncurrentDays' for NoncurrentVersionExpiration action");
  positive(rule.newerNoncurrentVersions, "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action");
  positive(rule.abortIncompleteDays, "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action");
  const { transitions = [], noncurrentTransitions = [] } = rule;
  for (const date of [rule.expirationDate, ...transitions.map((transition) => transition.date)]) {
    if (date !== undefined && date % DAY_MS !== 0) throw argument("'Date' must be at midnight GMT");
  }
  for (const newer of [rule.newerNoncurrentVersions, ...noncurrentTransitions.map((transition) => transition.newer)]) {
    if (newer !== undefined && (newer < 1 || newer > 100)) {
      throw argument("'NewerNoncurrentVersions' must be between 1 and 100");
    }
  }
}

function positive(value: number | undefined, what: string): void {
  if (value !== undefined && value < 1) throw argument(`${what} must be a positive integer`);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
function checkTransitions(rule: LifecycleRule): void {
  const { transitions = [], noncurrentTransitions = [] } = rule;
  for (const { days, storageClass } of transitions) atLeast(days, storageClass, "'Days' in Transition action");
  for (const { days, storageClass } of noncurrentTransitions) {
    atLeast(days, storageClass, "'NoncurrentDays' in NoncurrentVersionTransition action");
  }
  const classes = transitions.map(({ storageClass }) => storageClass);
  if (new Set(classes).size < classes.length) {
    throw s3Errors.invalidRequest(
      `'StorageClass' must be different for 'Transition' actions in same 'Rule' with ${where(rule)}`,
    );
  }
  checkOrder(rule, transitions);
}

function checkOrder(rule: LifecycleRule, transitions: readonly LifecycleTransition[]): void {
  const { expirationDays, expirationDate } = rule;
  const dated = [expirationDate, ...transitions.map(({ date }) => date)].some(isGiven);
  const counted = [expirationDays, ...transitions.map(({ days }) => days)].some(isGiven);
  if (dated && counted) {
    throw s3Errors.invalidRequest(
      `Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for ${where(rule)}`,
    );
  }
  for (const { days = 0, date = 0 } of transitions) {
    if (days >= (expirationDays ?? Number.POSITIVE_INFINITY)) {
      throw argument(
        `'Days' in the Expiration action for ${where(rule)} must be greater than 'Days' in the Transition action`,
      );
    }
    if (date >= (expirationDate ?? Number.POSITIVE_INFINITY)) {
      throw argument(
        `'Date' in the Expiration action for ${where(rule)} must be later than 'Date' in the Transition action`,
      );
    }
  }
}

function atLeast(days: number | undefined, storageClass: string, what: string): void {
  if (days === undefined) return;
  if (days < 0) throw argument(`${what} must be nonnegative`);
  if (days < 30 && THIRTY_DAYS.includes(storageClass)) {
    throw argument(`${what} must be greater than or equal to 30 for storageClass '${storageClass}'`);
  }
}

const where = ({ prefix, withoutFilter }: LifecycleRule) =>
  withoutFilter ? `prefix '${prefix}'` : `filter '(prefix=${prefix})'`;

const argument = (message: string) => new AwsError('InvalidArgument', message);
