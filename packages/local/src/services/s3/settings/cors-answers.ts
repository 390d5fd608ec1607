import { AwsError } from '#gateway/aws-error.ts';
import type { GatewayRequest, GatewayResponse } from '#gateway/service.ts';
import { wildcard } from '#services/iam/wildcard.ts';
import { emptyResponse, type S3Call } from '#services/s3/operation.ts';
import type { CorsRule } from '#services/s3/store/bucket-config.ts';

type Headers = Readonly<Record<string, string>>;

/** Answers a browser that asks whether it may: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html */
export function preflight(call: S3Call, rules: readonly CorsRule[]): GatewayResponse {
  const { origin, 'access-control-request-method': method } = call.request.headers;
  if (origin === undefined) {
    throw new AwsError('BadRequest', 'Insufficient information. Origin request header needed.');
  }
  const asked = (call.request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const rule = rules.find((candidate) => matches(candidate, origin, method ?? '') && permits(candidate, asked));
  if (!rule) {
    throw new AwsError(
      'AccessForbidden',
      "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
      403,
    );
  }
  return emptyResponse(call, 200, {
    ...allowance(rule, origin),
    ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {}),
  });
}

/** What an answer tells a browser, errors included; nothing when no rule matches. */
export function corsHeaders({ headers, method }: GatewayRequest, rules: readonly CorsRule[]): Headers {
  const { origin } = headers;
  if (origin === undefined) return {};
  const rule = rules.find((candidate) => matches(candidate, origin, method));
  return rule ? allowance(rule, origin) : {};
}

function allowance(rule: CorsRule, origin: string): Headers {
  const anybody = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anybody ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(anybody ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposeHeaders.length > 0 ? { 'access-control-expose-headers': rule.exposeHeaders.join(', ') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

const matches = ({ allowedOrigins, allowedMethods }: CorsRule, origin: string, method: string) =>
  allowedMethods.includes(method) && allowedOrigins.some((pattern) => wildcard(pattern)(origin));

const permits = ({ allowedHeaders }: CorsRule, asked: readonly string[]) =>
  asked.every((name) => allowedHeaders.some((pattern) => wildcard(pattern, { ignoreCase: true })(name)));
