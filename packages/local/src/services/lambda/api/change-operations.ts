import { describeFunction } from '#services/lambda/api/configuration.ts';
import { changeable, withSettings } from '#services/lambda/api/function-changes.ts';
import { codeInput, configurationInput } from '#services/lambda/api/function-input.ts';
import { checkSettings } from '#services/lambda/api/function-rules.ts';
import type { LambdaCall, LambdaOperation, LambdaOperations } from '#services/lambda/api/operation.ts';
import { checkTrusted, inputReader, passRole, touched, type UploadDeps, zipOf } from '#services/lambda/api/upload.ts';
import { invalidParameter } from '#services/lambda/errors.ts';

const path = (rest: string) => new RegExp(`^/2015-03-31/functions/(?<name>[^/]+)${rest}$`);

const named = ({ find }: UploadDeps, { parameters: { name = '' }, request }: LambdaCall) =>
  find(name, request.query.get('Qualifier') ?? undefined);

/** Changes and deletes functions that were made by API: those of the template are changed there. */
export const changeOperations = (deps: UploadDeps): LambdaOperations => ({
  UpdateFunctionConfiguration: updateConfiguration(deps),
  UpdateFunctionCode: updateCode(deps),
  DeleteFunction: {
    method: 'DELETE',
    path: path('/?'),
    access: (call) => [{ action: 'lambda:DeleteFunction', resource: named(deps, call).arn }],
    run(call) {
      if (call.request.query.get('Qualifier') !== null) throw noVersions();
      deps.uploads.remove(changeable(named(deps, call)).lambda.name);
      return { status: 204 };
    },
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
function updateConfiguration(deps: UploadDeps): LambdaOperation {
  const action = 'UpdateFunctionConfiguration';
  const inputOf = inputReader(configurationInput, action);
  return {
    method: 'PUT',
    path: path('/configuration'),
    async access(call) {
      const { Role } = await inputOf(call);
      const own = { action: `lambda:${action}`, resource: named(deps, call).arn };
      return Role === undefined ? [own] : [own, passRole(Role)];
    },
    async run(call) {
      const input = await inputOf(call);
      checkSettings(input);
      const { lambda, uploaded } = changeable(named(deps, call), input.RevisionId);
      const changed = touched(deps, withSettings(lambda, input), uploaded);
      checkTrusted(deps, changed);
      deps.uploads.keep(changed);
      return { body: describeFunction(changed, 'updating') };
    },
  };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
function updateCode(deps: UploadDeps): LambdaOperation {
  const inputOf = inputReader(codeInput, 'UpdateFunctionCode');
  return {
    method: 'PUT',
    path: path('/code'),
    access: (call) => [{ action: 'lambda:UpdateFunctionCode', resource: named(deps, call).arn }],
    async run(call) {
      const input = await inputOf(call);
      changeable(named(deps, call), input.RevisionId);
      const zip = zipOf(input.ZipFile);
      const sha256 = await deps.uploads.keepCode(zip);
      // As it is after the zip was unpacked.
      const { lambda } = changeable(named(deps, call), input.RevisionId);
      const architecture = input.Architectures?.[0] ?? lambda.architecture;
      const changed = touched(deps, { ...lambda, architecture }, { sha256, bytes: zip.length });
      if (!input.DryRun) deps.uploads.keep(changed);
      return { body: describeFunction(changed, input.DryRun ? undefined : 'updating') };
    },
  };
}

const noVersions = () =>
  invalidParameter('A version cannot be deleted here: there is $LATEST alone, which goes with its function.');
