import { prices } from '@safelight/local/usage/bill/prices';
import { around } from './around.ts';
import { exam } from './exam.ts';
import { type Fact, written } from './fact.ts';
import { stepFunctions } from './step-functions.ts';

/** Every number of AWS that a text or an experiment uses, by name. */
export const facts = { ...stepFunctions, ...around, ...prices, ...exam } as const;

export type FactName = keyof typeof facts;

export const isFactName = (name: string): name is FactName => Object.hasOwn(facts, name);

export const factOf = (name: FactName): Fact => facts[name];

/** Text with the facts that it names in braces: `at most {quota.payload}` -> `at most 262,144 bytes`. Throws for an unknown one. */
export const filled = (text: string): string =>
  text.replaceAll(/\{([a-z][\w.-]*)\}/g, (_, name: string) => {
    if (!isFactName(name)) throw new Error(`There is no fact ${name}: add it to study/facts.`);
    return written(factOf(name));
  });
