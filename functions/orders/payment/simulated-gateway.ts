import type { ChargeAnswer, ChargeRequest, PaymentGateway } from './gateway.ts';
import { GatewayTimeout } from './gateway.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { type CardRule, cardRule } from './test-cards.ts';

interface SimulatedGatewayDeps {
  readonly ledger: Ledger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newChargeId: () => string;
}

/** A payment provider that behaves well or badly by the rule of the test card, and really is idempotent. */
export function createSimulatedGateway({ ledger, now, newChargeId }: SimulatedGatewayDeps): PaymentGateway {
  const settle = async (entry: LedgerEntry): Promise<ChargeAnswer> => {
    if (entry.status !== 'PENDING') return answerOf(entry);
    if (now() < (entry.settlesAt ?? 0)) throw new GatewayTimeout(`no answer for ${entry.paymentKey} yet`);
    if (await ledger.move(entry.paymentKey, 'PENDING', 'CHARGED')) return answerOf({ ...entry, status: 'CHARGED' });
    return await find(entry.paymentKey);
  };

  const find = async (key: string): Promise<ChargeAnswer> => {
    const entry = await ledger.find(key);
    if (!entry) throw new GatewayTimeout(`no answer for ${key}`);
    return settle(entry);
  };

  const charge = async (request: ChargeRequest, rule: CardRule): Promise<ChargeAnswer> => {
    const known = await ledger.find(request.key);
    if (known) return settle(known);
    if (rule.kind === 'silent') throw new GatewayTimeout(`no answer for ${request.key}`);
    const entry = newEntry(request, rule, newChargeId(), now());
    return (await ledger.open(entry)) ? settle(entry) : find(request.key);
  };

  const giveBack = async (key: string): Promise<void> => {
    const entry = await ledger.find(key);
    if (entry?.status === 'RETURNED' || entry?.status === 'DECLINED') return;
    const done = entry ? await ledger.move(key, entry.status, 'RETURNED') : await ledger.open(neverCharged(key));
    if (!done) await giveBack(key);
  };

  return {
    async charge(request) {
      const rule = cardRule(request.card);
      const answer = await charge(request, rule);
      return rule.kind === 'twice' ? [answer, await charge(request, rule)] : [answer];
    },
    giveBack,
  };
}

/** An entry without a charge: a charge that comes later finds it, and takes nothing. */
const neverCharged = (paymentKey: string): LedgerEntry => ({
  paymentKey,
  status: 'RETURNED',
  amountMinor: 0,
  chargeId: 'none',
});

function newEntry({ key, amountMinor }: ChargeRequest, rule: CardRule, chargeId: string, now: number): LedgerEntry {
  const entry = { paymentKey: key, amountMinor, chargeId };
  if (rule.kind === 'declined') return { ...entry, status: 'DECLINED', message: rule.message };
  if (rule.kind === 'late') return { ...entry, status: 'PENDING', settlesAt: now + rule.settlesAfterMs };
  return { ...entry, status: 'CHARGED' };
}

function answerOf({ status, amountMinor, chargeId, message = 'declined' }: LedgerEntry): ChargeAnswer {
  if (status === 'DECLINED') return { kind: 'declined', message };
  if (status === 'RETURNED') return { kind: 'returned' };
  return { kind: 'charged', chargeId, amountMinor };
}
