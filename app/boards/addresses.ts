import type { PartName } from './item-document.ts';

/** Where things are. Every link of the room is made here. */
export const boardsPath = '/arenden';
export const matterPath = (matterId: string): string => `${boardsPath}/${matterId}`;
export const newCommissionPath = (matterId: string): string => `${matterPath(matterId)}/uppdrag/nytt`;
export const newItemPath = (matterId: string): string => `${matterPath(matterId)}/skrivelser/ny`;
export const newReportBackPath = (matterId: string): string => `${matterPath(matterId)}/aterrapporter/ny`;

type ItemAddress = { readonly id: string; readonly matterId: string };
export const itemPath = ({ id, matterId }: ItemAddress): string => `${matterPath(matterId)}/skrivelser/${id}`;

/** The last piece of the address of each form. */
export const partAddresses = {
  facts: 'uppgifter',
  summary: 'sammanfattning',
  description: 'arendebeskrivning',
  answers: 'svar',
  preparation: 'beredning',
  proposal: 'forslag',
  participation: 'delaktighet',
  economy: 'ekonomi',
  attachments: 'underlag',
  recipients: 'expedieras-till',
} as const satisfies Record<PartName | 'facts', string>;
export type FormName = keyof typeof partAddresses;

/** The form of a part of an item; `field` is the control to go to. */
export const partPath = (item: ItemAddress, form: FormName, field?: string): string =>
  `${itemPath(item)}/${partAddresses[form]}${field ? `#${field}` : ''}`;
