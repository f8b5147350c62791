/** What the program may do with the rows of a table. `append` forbids change and removal: the database refuses them. */
type Grants = 'full' | 'append';

/**
 * The statements that make a tenant table: `authority_id` first in its key, row-level security enabled and forced, one
 * policy that shows only the rows of the authority whose scope is set. An unset scope shows nothing.
 */
export const tenantTable = (name: string, key: string, columns: string, grants: Grants = 'full'): string => `
  create table ${name} (
    authority_id uuid not null,
    ${columns.trim().replace(/,$/, '')},
    primary key (authority_id${key ? `, ${key}` : ''})
  );
  alter table ${name} enable row level security;
  alter table ${name} force row level security;
  create policy own_authority on ${name}
    using (authority_id = nullif(current_setting('samsyn.authority', true), '')::uuid)
    with check (authority_id = nullif(current_setting('samsyn.authority', true), '')::uuid);
  grant ${grants === 'append' ? 'select, insert' : 'select, insert, update, delete'} on ${name} to samsyn_app;
`;

/** No two rows of the same thing may hold for the same day. */
export const noOverlap = (what: string): string =>
  `exclude using gist (authority_id with =, ${what} with =, daterange(starts_on, ends_on, '[]') with &&)`;
