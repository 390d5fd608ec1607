interface Stack {
  add(middleware: (next: Next) => Next, options: { readonly step: 'build' }): void;
}

type Next = (args: { readonly request: { readonly headers: Record<string, string> } }) => unknown;

/**
 * A command of an AWS SDK, which will be sent with a tracing header; as it is without one.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function carryTrace<C extends { readonly middlewareStack: object }>(command: C, header: string | undefined): C {
  if (header === undefined) return command;
  // The SDK's types name the input of each command, which is of no matter here.
  const stack = command.middlewareStack as Stack;
  stack.add(
    (next) => (args) => {
      args.request.headers['x-amzn-trace-id'] = header;
      return next(args);
    },
    { step: 'build' },
  );
  return command;
}
