import { AwsError } from '#gateway/aws-error.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import type { Route } from '#services/lambda/api/route.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const lambdaApi = (routes: readonly Route[], authorize: Authorize): Service => ({
  signingName: 'lambda',
  protocol: 'rest-json',
  async handle(request) {
    const path = decodeURIComponent(request.rawPath);
    for (const route of routes) {
      const match = request.method === route.method ? route.path.exec(path) : null;
      if (!match) continue;
      const parameters = { ...match.groups };
      authorize(request.principal, route.access(parameters, request), request);
      return route.run(parameters, request);
    }
    throw new AwsError('UnknownOperationException', `${request.method} ${path} is not supported here.`, 404);
  },
});
