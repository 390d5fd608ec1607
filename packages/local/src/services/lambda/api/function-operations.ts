import { describeFunction } from '#services/lambda/api/configuration.ts';
import type { LambdaCall, LambdaOperations } from '#services/lambda/api/operation.ts';
import { lambdaPage } from '#services/lambda/api/paging.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

interface FunctionOptions {
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly find: (name: string, qualifier?: string) => LambdaFunction;
}

const FUNCTIONS = '2015-03-31/functions';

export function functionOperations({ functions, find }: FunctionOptions): LambdaOperations {
  const named = ({ parameters: { name = '' }, request }: LambdaCall) =>
    find(name, request.query.get('Qualifier') ?? undefined);
  const access = (action: string) => (call: LambdaCall) => [{ action, resource: named(call).arn }];
  return {
    ListFunctions: {
      method: 'GET',
      path: new RegExp(`^/${FUNCTIONS}/?$`),
      access: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
      run: ({ request }) => ({ body: listFunctions(functions, request.query) }),
    },
    GetFunction: {
      method: 'GET',
      path: new RegExp(`^/${FUNCTIONS}/(?<name>[^/]+)/?$`),
      access: access('lambda:GetFunction'),
      run: (call) => ({ body: getFunction(named(call)) }),
    },
    GetFunctionConfiguration: {
      method: 'GET',
      path: new RegExp(`^/${FUNCTIONS}/(?<name>[^/]+)/configuration$`),
      access: access('lambda:GetFunctionConfiguration'),
      run: (call) => ({ body: describeFunction(named(call)) }),
    },
  };
}

const getFunction = (lambda: LambdaFunction): object => ({
  Configuration: describeFunction(lambda),
  ...(lambda.reservedConcurrency !== undefined && {
    Concurrency: { ReservedConcurrentExecutions: lambda.reservedConcurrency },
  }),
});

/** In order of name. */
function listFunctions(functions: ReadonlyMap<string, LambdaFunction>, query: URLSearchParams): object {
  const { items, next } = lambdaPage([...functions.keys()].sort(), query, 50);
  return {
    Functions: items.flatMap((name) => functions.get(name) ?? []).map((lambda) => describeFunction(lambda)),
    NextMarker: next,
  };
}
