import { AwsError } from '#gateway/aws-error.ts';
import { describeFunction } from '#services/lambda/api/configuration.ts';
import { withSettings } from '#services/lambda/api/function-changes.ts';
import { createInput } from '#services/lambda/api/function-input.ts';
import { checkName, checkSettings, missing } from '#services/lambda/api/function-rules.ts';
import type { LambdaOperation } from '#services/lambda/api/operation.ts';
import { checkTrusted, inputReader, passRole, touched, type UploadDeps, zipOf } from '#services/lambda/api/upload.ts';
import { invalidParameter } from '#services/lambda/errors.ts';
import { functionArn } from '#services/lambda/function-name.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const createFunctionOperation = (deps: UploadDeps): LambdaOperation => ({
  method: 'POST',
  path: /^\/2015-03-31\/functions\/?$/,
  async access(call) {
    const { FunctionName = '', Role } = await inputOf(call);
    return [{ action: 'lambda:CreateFunction', resource: functionArn(deps.place, FunctionName) }, passRole(Role)];
  },
  async run(call) {
    const made = await create(deps, await inputOf(call));
    return { status: 201, body: describeFunction(made, 'creating') };
  },
});

const inputOf = inputReader(createInput, 'CreateFunction');

async function create(deps: UploadDeps, input: Awaited<ReturnType<typeof inputOf>>): Promise<LambdaFunction> {
  const { FunctionName: name = '', Role, Code, Runtime, Handler } = input;
  const missed = Object.entries({ role: Role, code: Code }).filter(([, value]) => value === undefined);
  checkSettings(input, [checkName(input.FunctionName), ...missed.map(([member]) => missing(member))]);
  if (Runtime === undefined || Handler === undefined)
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  const zip = zipOf(Code?.ZipFile);
  const architecture = input.Architectures?.[0] ?? 'x86_64';
  const base = { ...DEFAULTS, name, arn: functionArn(deps.place, name), logGroup: `/aws/lambda/${name}` };
  const lambda = withSettings({ ...base, architecture }, input);
  checkTrusted(deps, lambda);
  checkFree(deps, name);
  const sha256 = await deps.uploads.keepCode(zip);
  // Another may have come while the zip was unpacked.
  checkFree(deps, name);
  const made = touched(deps, lambda, { sha256, bytes: zip.length });
  deps.uploads.keep(made);
  return made;
}

function checkFree({ functions }: UploadDeps, name: string): void {
  if (functions.has(name))
    throw new AwsError('ResourceConflictException', `Function already exist: ${name}`, 409, { Type: 'User' });
}

const DEFAULTS: Omit<LambdaFunction, 'name' | 'arn' | 'architecture' | 'logGroup'> = {
  description: '',
  roleArn: '',
  handler: '',
  runtime: '',
  memoryMb: 128,
  timeoutSeconds: 3,
  environment: {},
  logFormat: 'Text',
  applicationLogLevel: 'INFO',
  systemLogLevel: 'INFO',
  reservedConcurrency: undefined,
  tracingMode: 'PassThrough',
  deadLetterArn: undefined,
  lastModified: '',
  uploaded: undefined,
};
