import { POOLING_METHODS, pool } from '#statistics/index.ts';
import { filled, numbers, onFile, readTable, required, writeResult } from './analyst.ts';
import { type Command, CommandProblem, readArguments } from './command.ts';

const chosenMethod = (text: string) => {
  const method = POOLING_METHODS.find(one => one === text);
  if (method) return method;
  throw new CommandProblem(`--method ${text}: Ange ett av ${POOLING_METHODS.join(', ')}.`);
};

export const poolCommand: Command = {
  name: 'pool',
  usage: 'samsyn pool --data TJÄNSTER.csv [--method PM|DL|REML|FE] [--knha] [--exact] [--out FIL]',
  about:
    'Väger samman skattningar per tjänst (post, y, se) till en effekt med spridning. Söker som R-paketet metafor; --exact söker till sista siffran.',
  run: async args => {
    const { values } = readArguments(args, {
      data: { type: 'string' },
      method: { type: 'string', default: 'PM' },
      knha: { type: 'boolean', default: false },
      exact: { type: 'boolean', default: false },
      out: { type: 'string' },
    });
    const method = chosenMethod(values.method);
    const table = readTable(required(values.data, '--data'));
    const names = filled(table, 'post');
    const [y, se] = [numbers(table, 'y'), numbers(table, 'se')];
    const { posts, ...pooled } = onFile(table.file, () =>
      pool(y, se, { method, knappHartung: values.knha, likeMetafor: !values.exact }),
    );
    writeResult(
      { ...pooled, posts: posts.map((found, row) => ({ post: names[row], ...found })) },
      values.out,
    );
    return 0;
  },
};
