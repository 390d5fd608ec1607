/** The URL of a queue from its ARN. */
export function queueUrl(endpoint: string, arn: string): string {
  const [, , , , account, name] = arn.split(':');
  return `${endpoint}/${account}/${name}`;
}
