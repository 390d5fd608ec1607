import type { GatewayRequest } from '#gateway/service.ts';
import { describeFunction } from '#services/lambda/api/configuration.ts';
import { lambdaPage } from '#services/lambda/api/paging.ts';
import { json, type Parameters, type Route } from '#services/lambda/api/route.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

interface FunctionRoutesOptions {
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly find: (name: string, qualifier?: string) => LambdaFunction;
}

const FUNCTIONS = '2015-03-31/functions';

export function functionRoutes({ functions, find }: FunctionRoutesOptions): readonly Route[] {
  const named = ({ name = '' }: Parameters, request: GatewayRequest) =>
    find(name, request.query.get('Qualifier') ?? undefined);
  const access = (action: string) => (parameters: Parameters, request: GatewayRequest) => ({
    action,
    resource: named(parameters, request).arn,
  });
  return [
    {
      method: 'GET',
      path: new RegExp(`^/${FUNCTIONS}/?$`),
      access: () => ({ action: 'lambda:ListFunctions', resource: '*' }),
      run: (_, request) => json(request, listFunctions(functions, request.query)),
    },
    {
      method: 'GET',
      path: new RegExp(`^/${FUNCTIONS}/(?<name>[^/]+)/?$`),
      access: access('lambda:GetFunction'),
      run: (parameters, request) => json(request, getFunction(named(parameters, request))),
    },
    {
      method: 'GET',
      path: new RegExp(`^/${FUNCTIONS}/(?<name>[^/]+)/configuration$`),
      access: access('lambda:GetFunctionConfiguration'),
      run: (parameters, request) => json(request, describeFunction(named(parameters, request))),
    },
  ];
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
  return { Functions: items.flatMap((name) => functions.get(name) ?? []).map(describeFunction), NextMarker: next };
}
