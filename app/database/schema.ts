import type { ColumnType } from 'kysely';
import type { IsoDate } from '#app/shared/date.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';

/**
 * How sensitive a column is. One declaration with four uses: export, logging, retention and the page on personal data.
 * open: may be published · internal: for the authority's staff · personal: tells of a person · sensitive: a judgement or
 * text about a person's work · protected: never leaves the database.
 */
export const columnClasses = ['open', 'internal', 'personal', 'sensitive', 'protected'] as const;
export type ColumnClass = (typeof columnClasses)[number];

type Instant = ColumnType<Date, Date | string, Date | string>;
type Json<Value> = ColumnType<Value, string, string>;
type JsonOrNull<Value> = ColumnType<Value | null, string | null, string | null>;

/** Every table and its columns as the program meets them. Dates are ISO days; decimal numbers are numbers. */
export type Tables = {
  authority_directory: {
    authority_id: string;
    name: string;
    slug: string;
    is_demo: boolean;
  };
  school_authority: {
    authority_id: string;
    name: string;
    organisation_number: string | null;
    municipality_code: string | null;
    board_name: string;
    administration_name: string;
    clause_style: 'attSatser' | 'numbered';
  };
  academic_year: {
    authority_id: string;
    start_year: number;
    starts_on: IsoDate;
    spring_starts_on: IsoDate;
    ends_on: IsoDate;
  };
  organisation_unit: {
    authority_id: string;
    unit_id: string;
    kind: string;
    school_unit_code: string | null;
    starts_on: IsoDate;
    ends_on: IsoDate | null;
  };
  organisation_unit_version: {
    authority_id: string;
    unit_id: string;
    starts_on: IsoDate;
    ends_on: IsoDate | null;
    name: string;
    parent_unit_id: string | null;
    school_forms: string[];
    year_levels: string[];
  };
  unit_succession: {
    authority_id: string;
    predecessor_id: string;
    successor_id: string;
    happened_on: IsoDate;
    kind: string;
  };
  published_value: {
    authority_id: string;
    source: string;
    school_unit_code: string;
    measure: string;
    academic_year_start: number;
    value: number | null;
    raw: string | null;
    mark: string;
    approximate: boolean;
    fetched_on: IsoDate;
  };
  person: {
    authority_id: string;
    person_id: string;
    given_name: string;
    family_name: string;
    email: string | null;
    employee_number: string | null;
    gender: string | null;
    is_protected: boolean;
    presentation: string | null;
  };
  role_holding: {
    authority_id: string;
    holding_id: string;
    person_id: string;
    role: string;
    unit_id: string;
    starts_on: IsoDate;
    ends_on: IsoDate | null;
  };
  session: {
    authority_id: string;
    token_hash: string;
    person_id: string;
    created_at: Instant;
    seen_at: Instant;
  };
  audit_event: {
    authority_id: string;
    sequence: number;
    entered_at: Instant;
    actor_id: string | null;
    kind: string;
    subject: string;
    happened_on: IsoDate;
    details: string;
    previous_hash: string;
    hash: string;
  };
  local_subject: {
    authority_id: string;
    name: string;
  };
  development_need: {
    authority_id: string;
    need_id: string;
    unit_id: string;
    title: string;
    source: string | null;
    identified_on: IsoDate;
    ended_on: IsoDate | null;
    version: number;
  };
  teaching_structure: {
    authority_id: string;
    structure_id: string;
    unit_id: string;
    kind: string;
    cross_subject: boolean;
    subjects: string[];
    led_by: string | null;
    meets: string | null;
    minutes: number | null;
    in_post: boolean | null;
    questions: string;
    evidence: string[];
    starts_on: IsoDate;
    ends_on: IsoDate | null;
    version: number;
  };
  career_position: {
    authority_id: string;
    position_id: string;
    external_id: string;
    kind: string;
    unit_id: string;
    funding: string;
    starts_on: IsoDate;
    ends_on: IsoDate | null;
    version: number;
  };
  career_position_earlier_unit: {
    authority_id: string;
    position_id: string;
    ends_on: IsoDate;
    unit_id: string;
  };
  development_need_earlier_unit: {
    authority_id: string;
    need_id: string;
    ends_on: IsoDate;
    unit_id: string;
  };
  appointment: {
    authority_id: string;
    appointment_id: string;
    position_id: string;
    person_id: string;
    starts_on: IsoDate;
    ends_on: IsoDate | null;
    version: number;
  };
  assignment: {
    authority_id: string;
    assignment_id: string;
    position_id: string;
    type: string;
    secondary_types: string[];
    title: string;
    need_id: string | null;
    target_group: string | null;
    planned_share: number | null;
    cross_subject: boolean;
    subjects: string[];
    starts_on: IsoDate;
    ends_on: IsoDate | null;
    version: number;
  };
  import_run: {
    authority_id: string;
    import_id: string;
    kind: string;
    content_hash: string;
    file_name: string;
    row_count: number;
    created_count: number;
    changed_count: number;
    imported_at: Instant;
    imported_by: string | null;
    undone_at: Instant | null;
    undone_by: string | null;
  };
  import_change: {
    authority_id: string;
    import_id: string;
    sequence: number;
    table_name: string;
    row_id: string;
    before: Json<Record<string, unknown> | null>;
    after: Json<Record<string, unknown> | null>;
  };
  column_mapping: {
    authority_id: string;
    kind: string;
    header_hash: string;
    mapping: Json<Record<string, string>>;
  };
  frozen_figure: {
    authority_id: string;
    code: string;
    question: string;
    parameters: Json<Record<string, string>>;
    value: number | null;
    unit: string;
    missing: string | null;
    approximate: boolean;
    cut_on: IsoDate;
    cut_event: number;
    frozen_at: Instant;
    source: Json<FigureSource>;
  };
  matter: {
    authority_id: string;
    matter_id: string;
    registry_number: string | null;
    title: string;
    opened_on: IsoDate;
    version: number;
  };
  commission: {
    authority_id: string;
    commission_id: string;
    matter_id: string;
    given_on: IsoDate;
    paragraph: string | null;
    text: string;
    addressee: string;
    due_on: IsoDate | null;
    source_clause_id: string | null;
    follows_id: string | null;
  };
  commission_question: {
    authority_id: string;
    commission_id: string;
    position: number;
    text: string;
  };
  report_back: {
    authority_id: string;
    report_back_id: string;
    commission_id: string;
    item_id: string | null;
    title: string;
    reported_on: IsoDate | null;
    paragraph: string | null;
    decision: string | null;
  };
  report_back_answer: {
    authority_id: string;
    report_back_id: string;
    position: number;
    verdict: string | null;
    text: string;
    chapter: string | null;
  };
  board_item: {
    authority_id: string;
    item_id: string;
    matter_id: string;
    title: string;
    stage: string;
    meeting_on: IsoDate | null;
    author_id: string | null;
    clause_style: 'attSatser' | 'numbered';
    data_on: IsoDate;
    compare_on: IsoDate | null;
    decided_on: IsoDate | null;
    paragraph: string | null;
    version: number;
  };
  board_item_section: {
    authority_id: string;
    item_id: string;
    heading: string;
    text: string;
  };
  proposal_clause: {
    authority_id: string;
    clause_id: string;
    item_id: string;
    position: number;
    text: string;
    addressee: string | null;
    due_on: IsoDate | null;
    gives_commission: boolean;
    decision: string | null;
    decided_text: string | null;
  };
  participation_answer: {
    authority_id: string;
    item_id: string;
    question: number;
    answer: Json<unknown>;
  };
  item_figure: {
    authority_id: string;
    item_id: string;
    code: string;
    question: string;
    parameters: Json<Readonly<Record<string, string>>>;
  };
  sealed_item: {
    authority_id: string;
    item_id: string;
    sealing: number;
    content: string;
    content_hash: string;
    sealed_at: Instant;
  };
  item_attachment: {
    authority_id: string;
    item_id: string;
    position: number;
    title: string;
    dated_on: IsoDate | null;
  };
  item_recipient: {
    authority_id: string;
    item_id: string;
    position: number;
    name: string;
  };
  result_delivery: {
    authority_id: string;
    delivery_id: string;
    kind: string;
    school_unit_code: string;
    academic_year: number;
    semester: string;
    version: number;
    is_current: boolean;
    fingerprint: string;
    scale: string;
    row_count: number;
    pupil_count: number;
    linked_count: number | null;
    cell_count: number;
    notices: Json<Readonly<Record<string, number>>>;
    received_at: Instant;
    received_by: string | null;
    replaced_at: Instant | null;
    disposed_at: Instant | null;
    withdrawn_because: string | null;
    withdrawn_by: string | null;
  };
  result_cell: {
    authority_id: string;
    delivery_id: string;
    cell_number: number;
    subject: string;
    level: string;
    measure: string;
    group_name: string;
    n: number;
    sum: number;
    sum_squares: number;
    histogram: JsonOrNull<Readonly<Record<string, number>>>;
    missing: Json<Readonly<Record<string, number>>>;
    prior: JsonOrNull<Readonly<Record<string, number>>>;
    teachers: number;
    largest_class: number | null;
  };
  result_release: {
    authority_id: string;
    release_id: string;
    title: string;
    recipient: string;
    asked: Json<unknown>;
    released_at: Instant;
    released_by: string | null;
  };
  released_group: {
    authority_id: string;
    release_id: string;
    group_number: number;
    measure: string;
    level: string;
    academic_year: number;
    semester: string;
    units: Json<readonly string[]>;
    subjects: Json<readonly string[]>;
    gender: string;
    pupils: number;
    basis: number;
    part: number | null;
    sum: number | null;
    teachers: number;
    largest_class: number | null;
    told: Json<unknown>;
  };
  rubric_version: {
    authority_id: string;
    version: number;
    valid_from: IsoDate;
    criteria: Json<unknown>;
  };
  school_holiday: {
    authority_id: string;
    starts_on: IsoDate;
    ends_on: IsoDate;
    name: string;
  };
  routine_version: {
    authority_id: string;
    routine_id: string;
    number: number;
    title: string;
    state: 'utkast' | 'beslutad';
    scope_unit_id: string | null;
    school_forms: string[];
    other_units: boolean;
    rubric_version: number;
    fewest: number;
    most: number;
    rounds: Json<unknown>;
    additions: Json<unknown>;
    help_text: string;
    guide: string;
    starts_on: IsoDate;
    ends_on: IsoDate | null;
    union_on: IsoDate | null;
    union_form: string | null;
    union_parties: string | null;
    union_view: string | null;
    decided_on: IsoDate | null;
    decided_by: string | null;
    paragraph: string | null;
    clause_id: string | null;
    version: number;
  };
  union_view: {
    authority_id: string;
    view_id: string;
    routine_id: string;
    number: number;
    party: string;
    said_on: IsoDate;
    view: string;
    asked_hash: string;
    said_by: string;
  };
  follow_up_round: {
    authority_id: string;
    round_id: string;
    routine_id: string;
    routine_number: number;
    rubric_version: number;
    number: number;
    year_start: number;
    opened_on: IsoDate;
    due_on: IsoDate;
    criteria: string[];
  };
  follow_up: {
    authority_id: string;
    follow_up_id: string;
    round_id: string;
    position_id: string;
    assignment_id: string;
    unit_id: string;
    holder_id: string;
    planned_share: number | null;
    stage: string;
    version: number;
  };
  rating: {
    authority_id: string;
    follow_up_id: string;
    party: 'rektor' | 'innehavare';
    content: Json<unknown>;
    version: number;
    saved_by: string;
    saved_at: Instant;
    handed_in_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
    seconds: number;
  };
  evidence: {
    authority_id: string;
    evidence_id: string;
    assignment_id: string;
    follow_up_id: string | null;
    kind: string;
    dated_on: IsoDate;
    what: string;
    added_by: string;
  };
  agreed_rating: {
    authority_id: string;
    follow_up_id: string;
    version: number;
    content: Json<unknown>;
    written_by: string;
    written_at: Instant;
  };
  follow_up_move: {
    authority_id: string;
    follow_up_id: string;
    version: number;
    from_stage: string;
    to_stage: string;
    reason: string;
    moved_by: string;
    moved_at: Instant;
  };
  finalised_follow_up: {
    authority_id: string;
    follow_up_id: string;
    finalising: number;
    content: string;
    content_hash: string;
    finalised_at: Instant;
  };
  follow_up_reading: {
    authority_id: string;
    follow_up_id: string;
    reader_id: string;
    read_on: IsoDate;
  };
  reminder: {
    authority_id: string;
    person_id: string;
    day: IsoDate;
    address: string;
    subject: string;
    content: string;
    state: string;
    attempts: number;
    answer: string | null;
    written_at: Instant;
    next_attempt_at: Instant;
    claim_id: string | null;
    claimed_at: Instant | null;
    settled_at: Instant | null;
  };
  reminder_choice: {
    authority_id: string;
    person_id: string;
    wants_mail: boolean;
  };
  calendar_feed: {
    authority_id: string;
    person_id: string;
    token_hash: string;
    made_at: Instant;
  };
  colleague_pulse: {
    authority_id: string;
    pulse_id: string;
    position_id: string;
    assignment_id: string;
    unit_id: string;
    holder_id: string;
    year_start: number;
    occasion: number;
    opened_on: IsoDate;
    closes_on: IsoDate;
    handed_out: number;
    closed_on: IsoDate | null;
    answered: number | null;
  };
  pulse_tally: {
    authority_id: string;
    pulse_id: string;
    known: number[];
    changed: number[];
    examples: string[];
  };
  pulse_code: {
    authority_id: string;
    pulse_id: string;
    code_hash: string;
  };
};

/** Small tables that every authority shares: no tenant column, readable by all. */
export const referenceTables = ['authority_directory'] as const satisfies readonly (keyof Tables)[];
