import type { DeliveryQuestion } from '../decision.ts';
import { sv } from '../sv.ts';

/** A question about a delivery, of the unit that it is about. */
export const questionText = (unitName: string, question: DeliveryQuestion): string =>
  sv.receipt.asks(unitName, question);
