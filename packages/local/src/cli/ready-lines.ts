import type { System } from '#local/system/system.ts';

/** Lines that a shell takes to reach a system with any AWS tool, one `export` a line, and then that it is ready: programs read these. */
export const readyLines = ({
  endpoint,
  region,
  credentials,
}: Pick<System, 'endpoint' | 'region' | 'credentials'>): readonly string[] => [
  `export AWS_ENDPOINT_URL=${endpoint}`,
  `export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}`,
  `export AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}`,
  `export AWS_REGION=${region}`,
  `export AWS_DEFAULT_REGION=${region}`,
  'export AWS_DISABLE_HOST_PREFIX_INJECTION=true',
  `ready ${endpoint}`,
];
