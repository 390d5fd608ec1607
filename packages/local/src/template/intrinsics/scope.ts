import type { Json } from '@safelight/asl/json';

/** What intrinsic functions may look up. Every look-up of something that is not there throws a TemplateError. */
export interface Scope {
  /** A parameter, a pseudo parameter or a resource. `undefined` only for `AWS::NoValue`. */
  ref(name: string): Json | undefined;
  attribute(logicalId: string, attribute: string): Json;
  condition(name: string): boolean;
  mapping(map: string, topKey: string, secondKey: string): Json;
  /** What another stack exports. */
  imported(exportName: string): Json;
}
