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

  constructor(rules: RuleStore, clock: Clock, random: Random) {
    this.#rules = rules;
    this.#clock = clock;
    this.#random = random;
  }

  samples(request: TracedService): boolean {
    const rule = this.#rules.all().find(({ SamplingRule: one }) => isFor(one, request))?.SamplingRule;
    if (rule === undefined) return false;
    return this.#takes(rule) || this.#random.next() < rule.FixedRate;
  }

  #takes({ RuleName, ReservoirSize }: SamplingRule): boolean {
    const begun = Math.floor(this.#clock.now() / 1000);
    const known = this.#seconds.get(RuleName);
    const second = known?.begun === begun ? known : { begun, taken: 0 };
    this.#seconds.set(RuleName, second);
    return ++second.taken <= ReservoirSize;
  }
}

/** Services of AWS have no host, method or path to ask about. */
const isFor = (rule: SamplingRule, { serviceName, serviceType, resourceArn }: TracedService): boolean =>
  Object.keys(rule.Attributes).length === 0 &&
  [
    [rule.ServiceName, serviceName],
    [rule.ServiceType, serviceType],
    [rule.ResourceARN, resourceArn],
    [rule.Host, ''],
    [rule.HTTPMethod, ''],
    [rule.URLPath, ''],
  ].every(([pattern = '', text = '']) => wildcard(pattern, { ignoreCase: true })(text));
