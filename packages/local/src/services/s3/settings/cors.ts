import * as z from 'zod';
import type { XmlElements } from '#gateway/xml.ts';
import { many, one, readContent, readDocument, textThat, whole } from '#services/s3/settings/document.ts';
import type { Setting } from '#services/s3/settings/setting.ts';
import type { CorsRule } from '#services/s3/store/bucket-config.ts';

const ROOT = 'CORSConfiguration';
const METHODS = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

const method = textThat(
  (name) => METHODS.includes(name),
  (name) => `Found unsupported HTTP method in CORS config. Unsupported method is ${name}`,
);

const pattern = (element: string) =>
  textThat(
    (value) => value.split('*').length <= 2,
    (value) => `${element} "${value}" can not have more than one wildcard.`,
  );

const exposed = textThat(
  (value) => !value.includes('*'),
  (value) => `ExposeHeader "${value}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
);

const schema = one({
  CORSRule: many(
    one({
      ID: z.string().max(255).optional(),
      AllowedOrigin: many(pattern('AllowedOrigin'), { least: 1 }),
      AllowedMethod: many(method, { least: 1 }),
      AllowedHeader: many(pattern('AllowedHeader')),
      ExposeHeader: many(exposed),
      MaxAgeSeconds: whole.optional(),
    }),
    { least: 1, most: 100 },
  ),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const cors: Setting = {
  name: 'Cors',
  parameter: 'cors',
  root: ROOT,
  actions: { get: 's3:GetBucketCORS', put: 's3:PutBucketCORS' },
  read: (body) => ({ cors: readDocument(ROOT, schema, body).CORSRule.map(toRule) }),
  write: ({ cors: rules }) => (rules.length === 0 ? undefined : { CORSRule: rules.map(writeRule) }),
  absent: { code: 'NoSuchCORSConfiguration', message: 'The CORS configuration does not exist' },
  remove: { cors: [] },
};

/** Throws S3's refusal of rules that come by a template. */
export function checkCors(rules: readonly CorsRule[]): readonly CorsRule[] {
  const written = rules.map((rule) => ({ ...writeRule(rule), MaxAgeSeconds: rule.maxAgeSeconds?.toString() }));
  return readContent(ROOT, schema, { CORSRule: written }).CORSRule.map(toRule);
}

const toRule = (rule: z.infer<typeof schema>['CORSRule'][number]): CorsRule => ({
  ...(rule.ID === undefined ? {} : { id: rule.ID }),
  allowedOrigins: rule.AllowedOrigin,
  allowedMethods: rule.AllowedMethod,
  allowedHeaders: rule.AllowedHeader,
  exposeHeaders: rule.ExposeHeader,
  ...(rule.MaxAgeSeconds === undefined ? {} : { maxAgeSeconds: rule.MaxAgeSeconds }),
});

const writeRule = (rule: CorsRule): XmlElements => ({
  ID: rule.id,
  AllowedMethod: rule.allowedMethods,
  AllowedOrigin: rule.allowedOrigins,
  AllowedHeader: rule.allowedHeaders,
  ExposeHeader: rule.exposeHeaders,
  MaxAgeSeconds: rule.maxAgeSeconds,
});
