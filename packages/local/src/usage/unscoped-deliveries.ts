import { inScope } from '#local/usage/scope.ts';

/** What a rule starts is no part of the state whose event it was: AWS delivers it later, and by itself. */
export const unscopedDeliveries = <D, T extends { deliver(delivery: D): Promise<void> }>(ports: T): T => ({
  ...ports,
  deliver: (delivery) => inScope(undefined, () => ports.deliver(delivery)),
});
