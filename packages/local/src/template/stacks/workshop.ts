import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { Authorize, Principal } from '#gateway/service.ts';
import type { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { StackStore } from '#services/cloudformation/store/stack-store.ts';
import type { CompiledTemplate } from '#template/compiled-template.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import type { Registry } from '#template/registry.ts';
import type { Provisioned } from '#template/resource-type.ts';

/** What all stacks are made with. */
export interface Workshop {
  readonly store: StackStore;
  readonly registry: Registry;
  readonly place: Place;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly authorize: Authorize;
  /** What URLs of this run begin with. */
  readonly endpoint: () => string;
  /** One line for whoever runs the system. */
  readonly log: (line: string) => void;
}

/** One stack on its way to a template. */
export interface Deployment {
  readonly stack: LiveStack;
  readonly template: CompiledTemplate;
  readonly scope: Scope;
  /** What has been made so far; the scope reads it. */
  readonly provisioned: Map<string, Provisioned>;
  /** Exports of other stacks that were asked for. */
  readonly imports: Set<string>;
  /** A start takes over what is there, and asks nobody; it makes again also what has not changed. */
  readonly purpose: 'deploy' | 'start';
  readonly principal: Principal;
  /** Of the stack, for all of its resources that have tags. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}
