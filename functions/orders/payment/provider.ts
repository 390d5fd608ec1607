import { randomUUID } from 'node:crypto';
import { documents } from '../../shared/documents.ts';
import { required } from '../../shared/env.ts';
import type { PaymentGateway } from './gateway.ts';
import { createLedger } from './ledger.ts';
import { createSimulatedGateway } from './simulated-gateway.ts';

/** The payment provider of this installation. Put your own here: nothing else knows which one it is. */
export const gateway: PaymentGateway = createSimulatedGateway({
  ledger: createLedger(documents, required('PAYMENTS_TABLE')),
  now: Date.now,
  newChargeId: randomUUID,
});
