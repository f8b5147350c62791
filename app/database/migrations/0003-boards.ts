import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/** What the board has ordered, what it gets back, and the numbers that were printed in it. */
export const boards: Migration = {
  id: '0003-boards',
  statements: `
  ${tenantTable(
    'frozen_figure',
    'code',
    `code text not null,
    question text not null,
    parameters jsonb not null,
    value double precision,
    unit text not null,
    missing text,
    approximate boolean not null,
    cut_on date not null,
    cut_event bigint not null,
    frozen_at timestamptz(3) not null,
    source jsonb not null`,
    'append',
  )}
  ${tenantTable(
    'matter',
    'matter_id',
    `matter_id uuid not null,
    registry_number text,
    title text not null,
    opened_on date not null,
    version integer not null default 1,
    unique (authority_id, registry_number)`,
  )}
  ${tenantTable(
    'commission',
    'commission_id',
    `commission_id uuid not null,
    matter_id uuid not null,
    given_on date not null,
    paragraph text,
    text text not null,
    addressee text not null,
    due_on date,
    source_clause_id uuid,
    follows_id uuid`,
  )}
  ${tenantTable(
    'commission_question',
    'commission_id, position',
    `commission_id uuid not null,
    position integer not null,
    text text not null`,
  )}
  ${tenantTable(
    'board_item',
    'item_id',
    `item_id uuid not null,
    matter_id uuid not null,
    title text not null,
    stage text not null,
    meeting_on date,
    author_id uuid,
    clause_style text not null check (clause_style in ('attSatser', 'numbered')),
    data_on date not null,
    compare_on date,
    decided_on date,
    paragraph text,
    version integer not null default 1`,
  )}
  ${tenantTable(
    'board_item_section',
    'item_id, heading',
    `item_id uuid not null,
    heading text not null,
    text text not null`,
  )}
  ${tenantTable(
    'proposal_clause',
    'clause_id',
    `clause_id uuid not null,
    item_id uuid not null,
    position integer not null,
    text text not null,
    addressee text,
    due_on date,
    gives_commission boolean not null default false,
    decision text,
    decided_text text`,
  )}
  ${tenantTable(
    'participation_answer',
    'item_id, question',
    `item_id uuid not null,
    question integer not null check (question in (1, 2)),
    answer jsonb not null`,
  )}
  ${tenantTable(
    'item_attachment',
    'item_id, position',
    `item_id uuid not null,
    position integer not null,
    title text not null,
    dated_on date`,
  )}
  ${tenantTable(
    'item_recipient',
    'item_id, position',
    `item_id uuid not null,
    position integer not null,
    name text not null`,
  )}
  ${tenantTable(
    'report_back',
    'report_back_id',
    `report_back_id uuid not null,
    commission_id uuid not null,
    item_id uuid,
    title text not null,
    reported_on date,
    paragraph text,
    decision text`,
  )}
  ${tenantTable(
    'report_back_answer',
    'report_back_id, position',
    `report_back_id uuid not null,
    position integer not null,
    verdict text,
    text text not null,
    chapter text`,
  )}
  ${tenantTable(
    'item_figure',
    'item_id, code',
    `item_id uuid not null,
    code text not null,
    question text not null,
    parameters jsonb not null`,
  )}
  ${tenantTable(
    'sealed_item',
    'item_id, sealing',
    `item_id uuid not null,
    sealing integer not null,
    content text not null,
    content_hash text not null,
    sealed_at timestamptz(3) not null`,
    'append',
  )}
  `,
};
