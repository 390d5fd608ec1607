import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { invalidRequest, tooManyRules } from '#services/xray/errors.ts';
import {
  DEFAULT_RULE,
  defaultRule,
  type RuleRecord,
  ruleArn,
  ruleRecord,
  type SamplingRule,
} from '#services/xray/sampling/rule.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

/** https://docs.aws.amazon.com/general/latest/gr/xray.html */
const MOST_RULES = 25;

/** How a rule is named: one of both. */
export interface RuleId {
  readonly RuleName?: string | undefined;
  readonly RuleARN?: string | undefined;
}

/** Sampling rules, the default one among them, which is always there. */
export class RuleStore {
  readonly #documents: Documents<RuleRecord>;
  readonly #place: Place;
  readonly #clock: Clock;
  /** As they are asked, until one is written: every request asks them. */
  #inOrder: readonly RuleRecord[] | undefined;

  constructor(database: Database, place: Place, clock: Clock) {
    this.#documents = openDocuments(database, 'xray_sampling_rules', (value) => ruleRecord.parse(value));
    this.#place = place;
    this.#clock = clock;
  }

  /** The one that is asked first comes first. */
  all(): readonly RuleRecord[] {
    this.#inOrder ??= this.#read();
    return this.#inOrder;
  }

  #read(): readonly RuleRecord[] {
    const kept = this.#documents.all();
    const isKept = kept.some(({ SamplingRule: { RuleName } }) => RuleName === DEFAULT_RULE);
    const rules = isKept ? kept : [...kept, defaultRule(this.#place)];
    return rules.toSorted((one, other) => compare(one.SamplingRule, other.SamplingRule));
  }

  /** When a rule was changed last, in seconds since the epoch. */
  get changedAt(): number {
    return Math.max(...this.all().map(({ ModifiedAt }) => ModifiedAt));
  }

  /** Throws InvalidRequestException. */
  get(id: RuleId): RuleRecord {
    const found = this.all().find(({ SamplingRule: rule }) => isNamed(rule, id));
    if (!found) throw invalidRequest(`The sampling rule ${id.RuleName ?? id.RuleARN} does not exist.`);
    return found;
  }

  /** Throws InvalidRequestException and RuleLimitExceededException. */
  create(rule: Omit<SamplingRule, 'RuleARN' | 'Version'>): RuleRecord {
    const { RuleName } = rule;
    const rules = this.all();
    if (rules.some(({ SamplingRule: known }) => known.RuleName === RuleName)) {
      throw invalidRequest(`A sampling rule with the name ${RuleName} already exists.`);
    }
    // The default rule is none of those that are counted.
    if (rules.length > MOST_RULES) throw tooManyRules();
    const now = this.#clock.now() / 1000;
    const whole: SamplingRule = { ...rule, RuleARN: ruleArn(this.#place, RuleName), Version: 1 };
    return this.#write({ SamplingRule: whole, CreatedAt: now, ModifiedAt: now });
  }

  /** Throws InvalidRequestException. */
  update(id: RuleId, change: Partial<SamplingRule>): RuleRecord {
    const { SamplingRule: rule, CreatedAt } = this.get(id);
    return this.#write({ SamplingRule: { ...rule, ...change }, CreatedAt, ModifiedAt: this.#clock.now() / 1000 });
  }

  /** Throws InvalidRequestException. */
  remove(id: RuleId): RuleRecord {
    const record = this.get(id);
    const { RuleName } = record.SamplingRule;
    if (RuleName === DEFAULT_RULE) throw invalidRequest('The Default sampling rule cannot be deleted.');
    this.#documents.remove(RuleName);
    this.#inOrder = undefined;
    return record;
  }

  #write(record: RuleRecord): RuleRecord {
    this.#documents.write(record.SamplingRule.RuleName, record);
    this.#inOrder = undefined;
    return record;
  }
}

const isNamed = ({ RuleName, RuleARN }: SamplingRule, id: RuleId): boolean =>
  id.RuleName === undefined ? RuleARN === id.RuleARN : RuleName === id.RuleName;

const compare = (one: SamplingRule, other: SamplingRule): number =>
  one.Priority - other.Priority || (one.RuleName < other.RuleName ? -1 : 1);
