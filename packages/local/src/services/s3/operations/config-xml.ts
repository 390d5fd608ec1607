import { child, children, childText, malformedXml, type XmlContent, type XmlRead } from '#gateway/xml.ts';
import type { CorsRule, LifecycleRule } from '#services/s3/store/bucket-config.ts';

const texts = (element: XmlRead, name: string): readonly string[] =>
  children(element, name).filter((item) => typeof item === 'string');

/** Throws `MalformedXML` for a rule without origin or method. */
export function readCors(document: XmlRead): readonly CorsRule[] {
  const rules = children(document, 'CORSRule').map((rule): CorsRule => {
    const id = childText(rule, 'ID');
    const maxAge = childText(rule, 'MaxAgeSeconds');
    return {
      ...(id === undefined ? {} : { id }),
      allowedOrigins: texts(rule, 'AllowedOrigin'),
      allowedMethods: texts(rule, 'AllowedMethod'),
      allowedHeaders: texts(rule, 'AllowedHeader'),
      exposeHeaders: texts(rule, 'ExposeHeader'),
      ...(maxAge === undefined ? {} : { maxAgeSeconds: Number(maxAge) }),
    };
  });
  if (
    rules.length === 0 ||
    rules.some(({ allowedOrigins, allowedMethods }) => !allowedOrigins[0] || !allowedMethods[0])
  ) {
    throw malformedXml();
  }
  return rules;
}

export const writeCors = (rules: readonly CorsRule[]): XmlContent => ({
  CORSRule: rules.map((rule) => ({
    ID: rule.id,
    AllowedMethod: rule.allowedMethods,
    AllowedOrigin: rule.allowedOrigins,
    AllowedHeader: rule.allowedHeaders,
    ExposeHeader: rule.exposeHeaders,
    MaxAgeSeconds: rule.maxAgeSeconds,
  })),
});

/** Transitions are read over: bytes on this disk cost the same in every storage class. */
export function readLifecycle(document: XmlRead): readonly LifecycleRule[] {
  const rules = children(document, 'Rule').map(lifecycleRule);
  if (rules.length === 0) throw malformedXml();
  return rules;
}

function lifecycleRule(rule: XmlRead, index: number): LifecycleRule {
  const filter = child(rule, 'Filter');
  const both = child(filter, 'And') ?? filter;
  const expirationDays = days(child(rule, 'Expiration'), 'Days');
  const noncurrentDays = days(child(rule, 'NoncurrentVersionExpiration'), 'NoncurrentDays');
  const abortIncompleteDays = days(child(rule, 'AbortIncompleteMultipartUpload'), 'DaysAfterInitiation');
  const marker = childText(child(rule, 'Expiration'), 'ExpiredObjectDeleteMarker') === 'true';
  const tags = children(both, 'Tag').map((tag) => [childText(tag, 'Key') ?? '', childText(tag, 'Value') ?? '']);
  return {
    id: childText(rule, 'ID') ?? `rule-${index + 1}`,
    enabled: childText(rule, 'Status') === 'Enabled',
    prefix: childText(both, 'Prefix') ?? childText(rule, 'Prefix') ?? '',
    tags: Object.fromEntries(tags),
    ...(expirationDays === undefined ? {} : { expirationDays }),
    ...(noncurrentDays === undefined ? {} : { noncurrentDays }),
    ...(abortIncompleteDays === undefined ? {} : { abortIncompleteDays }),
    ...(marker ? { expiredObjectDeleteMarker: true } : {}),
  };
}

function days(element: XmlRead | undefined, name: string): number | undefined {
  const value = childText(element, name);
  if (value === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(value)) throw malformedXml();
  return Number(value);
}

export const writeLifecycle = (rules: readonly LifecycleRule[]): XmlContent => ({ Rule: rules.map(writeRule) });

function writeRule(rule: LifecycleRule): XmlContent {
  const tags = Object.entries(rule.tags).map(([Key, Value]) => ({ Key, Value }));
  const expires = rule.expirationDays !== undefined || rule.expiredObjectDeleteMarker;
  return {
    ID: rule.id,
    Filter: tags.length === 0 ? { Prefix: rule.prefix } : { And: { Prefix: rule.prefix, Tag: tags } },
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Expiration: expires
      ? { Days: rule.expirationDays, ExpiredObjectDeleteMarker: rule.expiredObjectDeleteMarker }
      : undefined,
    NoncurrentVersionExpiration: rule.noncurrentDays && { NoncurrentDays: rule.noncurrentDays },
    AbortIncompleteMultipartUpload: rule.abortIncompleteDays && { DaysAfterInitiation: rule.abortIncompleteDays },
  };
}
