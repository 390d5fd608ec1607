import type { Ids } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import { PolicyError } from '#services/iam/grammar/refusals.ts';
import { TemplateError } from '#template/template-error.ts';

/** A resource that could not be made, changed or deleted. */
export class ResourceFailure extends TemplateError {
  readonly logicalId: string;

  constructor(logicalId: string, type: string, cause: unknown) {
    super(`${logicalId} (${type}): ${plainReason(cause)}`, { cause });
    this.logicalId = logicalId;
  }
}

/** For whoever starts the system. */
function plainReason(error: unknown): string {
  if (error instanceof PolicyError) return error.explained;
  return error instanceof Error ? error.message : String(error);
}

/** https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html */
const HANDLER_CODES: readonly (readonly [RegExp, string])[] = [
  [/AccessDenied|AuthorizationError|NotAuthorized/, 'AccessDenied'],
  [/AlreadyExist|AlreadyOwned|InUse|Conflict/, 'AlreadyExists'],
  [/NotFound|NoSuch|DoesNotExist|NonExistent/, 'NotFound'],
  [/Throttl|TooManyRequests/, 'Throttling'],
];

/** As the event has it: what a service said, in the sentence of CloudFormation's handlers. */
export function statusReason(error: unknown, ids: Ids): string {
  if (!(error instanceof AwsError)) return plainReason(error);
  const handler = HANDLER_CODES.find(([pattern]) => pattern.test(error.code))?.[1] ?? 'InvalidRequest';
  return handlerSentence(error.message, handler, ids);
}

const handlerSentence = (message: string, code: string, ids: Ids): string =>
  `Resource handler returned message: "${message}" (RequestToken: ${ids.uuid()}, HandlerErrorCode: ${code})`;

/** Whether what should be deleted was not there any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof AwsError && /NotFound|NoSuch|DoesNotExist|NonExistent/.test(error.code);

/** The resources that failed, or what else did. */
export function whyFailed(
  { resources }: Pick<StackRecord, 'resources'>,
  deed: 'create' | 'update',
  error: unknown,
): string {
  const failed = (status: string) => resources.filter((one) => one.status === status).map(({ logicalId }) => logicalId);
  const sentences = (['create', 'update'] as const).flatMap((each) => {
    const ids = failed(`${each.toUpperCase()}_FAILED`);
    return ids.length > 0 ? [`The following resource(s) failed to ${each}: [${ids.join(', ')}]. `] : [];
  });
  if (sentences.length > 0) return sentences.join('');
  const said = error instanceof Error ? error.message : `The stack failed to ${deed}`;
  return `${said.replace(/\.$/, '')}. `;
}
