import type { Clock } from '@safelight/asl/clock';
import type { Random } from '@safelight/asl/identity';
import type { TracedService } from '#local/metrics/tracing/tracing.ts';
import { wildcard } from '#services/iam/wildcard.ts';
import type { SamplingRule } from '#services/xray/sampling/rule.ts';
import type { RuleStore } from '#services/xray/sampling/rule-store.ts';

interface Second {
  readonly begun: number;
  taken: number;
}

/** Decides which requests are traced: so many each second, and of the others a part. */
export class Sampler {
  readonly #rules: RuleStore;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #seconds = new Map<string, Second>();
  readonly #compiled = new WeakMap<SamplingRule, IsFor>();

  constructor(rules: RuleStore, clock: Clock, random: Random) {
    this.#rules = rules;
    this.#clock = clock;
    this.#random = random;
  }

  samples(request: TracedService): boolean {
    const rule = this.#rules.all().find(({ SamplingRule: one }) => this.#isFor(one)(request))?.SamplingRule;
    if (rule === undefined) return false;
    return this.#takes(rule) || this.#random.next() < rule.FixedRate;
  }

  /** A rule that is changed is another object. */
  #isFor(rule: SamplingRule): IsFor {
    const known = this.#compiled.get(rule) ?? compiled(rule);
    this.#compiled.set(rule, known);
    return known;
  }

  #takes({ RuleName, ReservoirSize }: SamplingRule): boolean {
    const begun = Math.floor(this.#clock.now() / 1000);
    const known = this.#seconds.get(RuleName);
    const second = known?.begun === begun ? known : { begun, taken: 0 };
    this.#seconds.set(RuleName, second);
    return ++second.taken <= ReservoirSize;
  }
}

/** Whether a rule is for a request. */
type IsFor = (request: TracedService) => boolean;

/** Services of AWS have no host, method or path to ask about. */
function compiled(rule: SamplingRule): IsFor {
  if (Object.keys(rule.Attributes).length > 0) return () => false;
  const text = (pattern: string) => wildcard(pattern, { ignoreCase: true });
  if (![rule.Host, rule.HTTPMethod, rule.URLPath].every((pattern) => text(pattern)(''))) return () => false;
  const [name, type, resource] = [text(rule.ServiceName), text(rule.ServiceType), text(rule.ResourceARN)];
  return ({ serviceName, serviceType, resourceArn }) => name(serviceName) && type(serviceType) && resource(resourceArn);
}
