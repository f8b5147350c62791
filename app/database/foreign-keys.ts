import type { Tables } from './schema.ts';

/**
 * Every foreign key of the house, in one list: a cluster drops them, distributes the tables in order and adds them again.
 * Each begins with `authority_id`, so a row can never point into another authority.
 */
export type ForeignKey = {
  readonly table: keyof Tables;
  readonly column: string;
  readonly references: keyof Tables;
  readonly key: string;
  /** What happens to the row when what it points at is removed. Default: removal is refused. */
  readonly onDelete?: 'cascade';
};

export const foreignKeys: readonly ForeignKey[] = [
  { table: 'organisation_unit_version', column: 'unit_id', references: 'organisation_unit', key: 'unit_id' },
  {
    table: 'organisation_unit_version',
    column: 'parent_unit_id',
    references: 'organisation_unit',
    key: 'unit_id',
  },
  { table: 'unit_succession', column: 'predecessor_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'unit_succession', column: 'successor_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'role_holding', column: 'person_id', references: 'person', key: 'person_id' },
  { table: 'role_holding', column: 'unit_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'session', column: 'person_id', references: 'person', key: 'person_id', onDelete: 'cascade' },
  { table: 'development_need', column: 'unit_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'teaching_structure', column: 'unit_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'teaching_structure', column: 'led_by', references: 'career_position', key: 'position_id' },
  { table: 'career_position', column: 'unit_id', references: 'organisation_unit', key: 'unit_id' },
  {
    ...{ table: 'career_position_earlier_unit', column: 'position_id', onDelete: 'cascade' },
    ...{ references: 'career_position', key: 'position_id' },
  },
  {
    ...{ table: 'career_position_earlier_unit', column: 'unit_id' },
    ...{ references: 'organisation_unit', key: 'unit_id' },
  },
  {
    ...{ table: 'development_need_earlier_unit', column: 'need_id', onDelete: 'cascade' },
    ...{ references: 'development_need', key: 'need_id' },
  },
  {
    ...{ table: 'development_need_earlier_unit', column: 'unit_id' },
    ...{ references: 'organisation_unit', key: 'unit_id' },
  },
  { table: 'appointment', column: 'position_id', references: 'career_position', key: 'position_id' },
  { table: 'appointment', column: 'person_id', references: 'person', key: 'person_id' },
  { table: 'assignment', column: 'position_id', references: 'career_position', key: 'position_id' },
  { table: 'assignment', column: 'need_id', references: 'development_need', key: 'need_id' },
  { table: 'import_change', column: 'import_id', references: 'import_run', key: 'import_id' },
  { table: 'commission', column: 'matter_id', references: 'matter', key: 'matter_id' },
  { table: 'commission', column: 'source_clause_id', references: 'proposal_clause', key: 'clause_id' },
  { table: 'commission', column: 'follows_id', references: 'commission', key: 'commission_id' },
  { table: 'commission_question', column: 'commission_id', references: 'commission', key: 'commission_id' },
  { table: 'board_item', column: 'matter_id', references: 'matter', key: 'matter_id' },
  { table: 'board_item', column: 'author_id', references: 'person', key: 'person_id' },
  { table: 'board_item_section', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'proposal_clause', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'participation_answer', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'item_attachment', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'item_recipient', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'item_figure', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'sealed_item', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'report_back', column: 'commission_id', references: 'commission', key: 'commission_id' },
  { table: 'report_back', column: 'item_id', references: 'board_item', key: 'item_id' },
  { table: 'report_back_answer', column: 'report_back_id', references: 'report_back', key: 'report_back_id' },
  { table: 'result_cell', column: 'delivery_id', references: 'result_delivery', key: 'delivery_id' },
  { table: 'released_group', column: 'release_id', references: 'result_release', key: 'release_id' },
  { table: 'routine_version', column: 'scope_unit_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'routine_version', column: 'clause_id', references: 'proposal_clause', key: 'clause_id' },
  { table: 'routine_version', column: 'rubric_version', references: 'rubric_version', key: 'version' },
  { table: 'union_view', column: 'said_by', references: 'person', key: 'person_id' },
  { table: 'follow_up_round', column: 'rubric_version', references: 'rubric_version', key: 'version' },
  { table: 'follow_up', column: 'round_id', references: 'follow_up_round', key: 'round_id' },
  { table: 'follow_up', column: 'position_id', references: 'career_position', key: 'position_id' },
  { table: 'follow_up', column: 'assignment_id', references: 'assignment', key: 'assignment_id' },
  { table: 'follow_up', column: 'unit_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'follow_up', column: 'holder_id', references: 'person', key: 'person_id' },
  { table: 'rating', column: 'follow_up_id', references: 'follow_up', key: 'follow_up_id' },
  { table: 'rating', column: 'saved_by', references: 'person', key: 'person_id' },
  { table: 'evidence', column: 'assignment_id', references: 'assignment', key: 'assignment_id' },
  { table: 'evidence', column: 'follow_up_id', references: 'follow_up', key: 'follow_up_id' },
  { table: 'evidence', column: 'added_by', references: 'person', key: 'person_id' },
  { table: 'agreed_rating', column: 'follow_up_id', references: 'follow_up', key: 'follow_up_id' },
  { table: 'agreed_rating', column: 'written_by', references: 'person', key: 'person_id' },
  { table: 'follow_up_move', column: 'follow_up_id', references: 'follow_up', key: 'follow_up_id' },
  { table: 'follow_up_move', column: 'moved_by', references: 'person', key: 'person_id' },
  { table: 'finalised_follow_up', column: 'follow_up_id', references: 'follow_up', key: 'follow_up_id' },
  { table: 'follow_up_reading', column: 'follow_up_id', references: 'follow_up', key: 'follow_up_id' },
  { table: 'follow_up_reading', column: 'reader_id', references: 'person', key: 'person_id' },
  { table: 'reminder', column: 'person_id', references: 'person', key: 'person_id', onDelete: 'cascade' },
  {
    table: 'reminder_choice',
    column: 'person_id',
    references: 'person',
    key: 'person_id',
    onDelete: 'cascade',
  },
  {
    table: 'calendar_feed',
    column: 'person_id',
    references: 'person',
    key: 'person_id',
    onDelete: 'cascade',
  },
  { table: 'colleague_pulse', column: 'position_id', references: 'career_position', key: 'position_id' },
  { table: 'colleague_pulse', column: 'assignment_id', references: 'assignment', key: 'assignment_id' },
  { table: 'colleague_pulse', column: 'unit_id', references: 'organisation_unit', key: 'unit_id' },
  { table: 'colleague_pulse', column: 'holder_id', references: 'person', key: 'person_id' },
  { table: 'pulse_tally', column: 'pulse_id', references: 'colleague_pulse', key: 'pulse_id' },
  { table: 'pulse_code', column: 'pulse_id', references: 'colleague_pulse', key: 'pulse_id' },
];

export const foreignKeyName = (key: ForeignKey): string => `${key.table}_${key.column}_fkey`;

/** Adds one key; running it where the key stands already is an error, so ask the catalogue first. */
export const addForeignKey = (key: ForeignKey): string =>
  `alter table ${key.table} add constraint ${foreignKeyName(key)} foreign key (authority_id, ${key.column})
   references ${key.references} (authority_id, ${key.key})${key.onDelete ? ` on delete ${key.onDelete}` : ''}`;
