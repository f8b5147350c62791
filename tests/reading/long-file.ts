import { numberOf } from './world.ts';

const header = 'Personnummer;Namn;Skolenhetskod;Klass;Årskurs;Ämne;Delprov;Resultat;Provbetyg;Lärare';
const subjects = ['Matematik', 'Svenska', 'Engelska', 'Fysik', 'Historia'];
const parts = ['A', 'B', 'C', 'D'];
const grades = 'ABCDEF';

/** Any number of pupils of åk 9, each with a number of its own. */
export const pupilNumber = (at: number): string => {
  const year = 2005 + Math.floor(at / 336_000);
  const month = 1 + (Math.floor(at / 28_000) % 12);
  const day = 1 + (Math.floor(at / 1_000) % 28);
  const two = (value: number): string => String(value).padStart(2, '0');
  return numberOf(`${year}${two(month)}${two(day)}`, String(at % 1000).padStart(3, '0'));
};

/** A file of national tests, five subjects of four parts for each pupil: what a very large municipality's whole series would be. */
export const millionRows = (
  rows: number,
  units: readonly string[] = ['99000001', '99000002'],
): Uint8Array => {
  const lines = [header];
  for (let pupil = 0; lines.length <= rows; pupil++) {
    const number = pupilNumber(pupil);
    for (const [at, subject] of subjects.entries()) {
      const grade = grades.charAt((pupil * 7 + at * 3) % 6);
      for (const part of parts)
        lines.push(
          `${number};Förnamn${pupil % 977} Efternamnsson;${units[pupil % units.length]};9${'ABCD'.charAt(pupil % 4)};9;${subject};${part};D;${grade};L${pupil % 50}`,
        );
    }
  }
  return new TextEncoder().encode(`${lines.slice(0, rows + 1).join('\n')}\n`);
};
