import type { DeliveryScope } from './delivery.ts';
import { sv } from './sv.ts';

/** 'Nationella prov åk 9, skolenhet 99000001, 2025/26', for commands and lists. */
export const deliveryTitle = (scope: DeliveryScope): string => sv.scope(scope);
