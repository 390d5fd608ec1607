import type { JsonObject } from '@safelight/asl/json';
import type { Sent } from './send-command.ts';

/** HTTP clients see headers in lower case; Step Functions shows most of them as the service sent them. */
const SPELLING: Readonly<Record<string, string>> = {
  'content-length': 'Content-Length',
  'content-type': 'Content-Type',
  date: 'Date',
  'x-amz-executed-version': 'X-Amz-Executed-Version',
  'x-amzn-requestid': 'x-amzn-RequestId',
  'x-amzn-trace-id': 'X-Amzn-Trace-Id',
};

/** The response of an optimized integration: what the service answered, and how. */
export function withMetadata({ result, http }: Sent): JsonObject {
  const headers = Object.entries(http.headers).map(([name, value]) => [SPELLING[name] ?? name, value] as const);
  return {
    ...result,
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
      HttpHeaders: Object.fromEntries(headers),
      HttpStatusCode: http.status,
    },
    SdkResponseMetadata: { RequestId: http.headers['x-amzn-requestid'] ?? '' },
  };
}
