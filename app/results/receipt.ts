import type { Receipt } from './actions.ts';
import { sv } from './sv.ts';

/** Every sentence of a receipt, for a page or a command. */
export const receiptTexts = (receipt: Receipt): string[] => {
  switch (receipt.kind) {
    case 'received':
      return [
        sv.receipt.received(receipt.received.length, receipt.unchanged.length),
        ...(receipt.isTeacherUnknown ? [sv.receipt.teachersUnknown] : []),
      ];
    case 'asks':
      return receipt.asked.flatMap(({ scope, questions }) =>
        questions.map(question => sv.receipt.asks(sv.scope(scope), question)),
      );
    case 'refused': {
      const known: Readonly<Record<string, string>> = sv.receipt.faults;
      const texts = receipt.faults.map(
        ({ scope, fault }) => `${sv.scope(scope)}: ${known[fault] ?? sv.receipt.impossible}`,
      );
      return [...new Set(texts)];
    }
  }
};
