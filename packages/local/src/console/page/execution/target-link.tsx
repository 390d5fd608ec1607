import type { Target } from '#local/console/queries/execution/rows.ts';
import { hrefTo } from '../frame/address.ts';

/** What a task called, by its name, which leads to its page; of a function, to its log. */
export function TargetLink({ target }: { readonly target: Target }) {
  const name = nameOf(target);
  const href = hrefOf(target);
  return href === undefined ? <span class="faint">{name}</span> : <a href={href}>{name}</a>;
}

/** `convert` of a function's ARN, whose version or alias may follow; of other ARNs and addresses the last part. */
const nameOf = ({ argument, value }: Target): string => {
  if (argument === 'FunctionName') return value.split(':')[value.startsWith('arn:') ? 6 : 0] ?? value;
  return value.split(/[:/]/).at(-1) ?? value;
};

/** Undefined of a bucket, which has no page. */
function hrefOf(target: Target): string | undefined {
  switch (target.argument) {
    case 'FunctionName':
      return hrefTo('log', [`/aws/lambda/${nameOf(target)}`]);
    case 'StateMachineArn':
      return hrefTo('machine', [target.value]);
    case 'TableName':
      return hrefTo('table', [nameOf(target)]);
    case 'QueueUrl':
      return hrefTo('queue', [target.value]);
    case 'TopicArn':
      return hrefTo('topic', [target.value]);
    case 'Bucket':
      return undefined;
  }
}
