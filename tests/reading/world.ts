import { readRows } from '#app/exchange/index.ts';
import { commonSubjects } from '#app/positions/subject.ts';
import type { Surroundings } from '#app/results/delivery.ts';
import { type Reading, type ReadingInput, readResults } from '#app/results/reading/index.ts';

/** An invented authority, as the reading of results meets it. */
export const surroundings: Surroundings = {
  units: [
    {
      ...{ schoolUnitCode: '99000001', name: 'Björkskolan', schoolForms: ['GR'] },
      ...{ yearLevels: ['1', '3', '6', '7', '8', '9'], startsOn: '2012-07-01', endsOn: null },
    },
    {
      ...{ schoolUnitCode: '99000002', name: 'Ekskolan', schoolForms: ['GR'] },
      ...{ yearLevels: ['7', '8', '9'], startsOn: '2012-07-01', endsOn: null },
    },
    {
      ...{ schoolUnitCode: '99000003', name: 'Gamla skolan', schoolForms: ['GR'] },
      ...{ yearLevels: ['9'], startsOn: '2012-07-01', endsOn: '2024-06-30' },
    },
    {
      ...{ schoolUnitCode: '99000004', name: 'Ekdala gymnasium', schoolForms: ['GY'] },
      ...{ yearLevels: [], startsOn: '2012-07-01', endsOn: null },
    },
    {
      ...{ schoolUnitCode: '99000005', name: 'Vuxenskolan', schoolForms: ['VUX'] },
      ...{ yearLevels: [], startsOn: '2012-07-01', endsOn: null },
    },
  ],
  subjects: commonSubjects.map(({ name, code }) => ({ name, code })),
  elsewhere: ['41234567'],
};

/** A personnummer with the right check digit: ÅÅÅÅMMDD and three digits. */
export const numberOf = (date: string, serial: string): string => {
  const nine = date.slice(2) + serial;
  let sum = 0;
  for (const [at, digit] of [...nine].entries()) {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return `${date}${serial}${(10 - (sum % 10)) % 10}`;
};

/** Pupils with test numbers of the public series, girls and boys in turn. */
export const testPupils = (count: number, year = 2011): string[] =>
  Array.from({ length: count }, (_, at) => {
    const month = String(1 + (at % 12)).padStart(2, '0');
    const day = String(1 + (Math.floor(at / 12) % 28)).padStart(2, '0');
    const serial = 238 + (Math.floor(at / 336) % 2) * 2 + (at % 2);
    return numberOf(`${year - (Math.floor(at / 672) % 60)}${month}${day}`, String(serial));
  });

type Asked = Partial<ReadingInput> & Pick<ReadingInput, 'kind'>;
const year = { academicYear: 2024, semester: null } as const;

export const resultFile = (bytes: Uint8Array, name = 'resultat.csv'): ReadingInput['files'][number] => ({
  ...{ name, bytes, encoding: null },
});

/** Reads files as the page and the command do. */
export const readFiles = (asked: Asked): Promise<Reading> =>
  readResults(
    { ...year, files: [], prior: [], tests: [], surroundings, choices: [], ...asked },
    { readRows },
  );
