/** What `samsyn compress` does, by DuckDB on one thread: node compress-duckdb.ts PUPILS.csv CELLS.csv */
import { DuckDBInstance } from '@duckdb/node-api';

const [, , data, out] = process.argv;
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
await connection.run(`copy (
  select skola, amne, arskurs, lasar, count(*) as n, sum(z) as sum, sum(z * z) as sum_squares,
    sum(prior) as sum_prior, sum(prior * prior) as sum_squares_prior, sum(prior * z) as sum_product_prior
  from read_csv('${data}') group by all order by all) to '${out}' (header)`);
