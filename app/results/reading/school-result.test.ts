import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPassedAll, mayEnterVocational, meritValue, type SubjectGrade } from './school-result.ts';

const points = { A: 20, B: 17.5, C: 15, D: 12.5, E: 10, F: 0 } as const;
const graded = (code: string, grade: keyof typeof points | '-'): SubjectGrade => ({
  code,
  points: grade === '-' ? null : points[grade],
  isPass: grade !== '-' && grade !== 'F',
});
const sixteen = 'BI BL EN FY GE HI HKK IDH KE MA MU RE SH SL SV TK'.split(' ');
const all = (grade: keyof typeof points): SubjectGrade[] => sixteen.map(code => graded(code, grade));

describe('the merit value', () => {
  it('of sixteen A and a modern language is the highest, 340', () =>
    expect(meritValue([...all('A'), graded('M2', 'A')])).toBe(340));

  it('of sixteen A without a modern language is 320, also with a seventeenth subject', () => {
    expect(meritValue(all('A'))).toBe(320);
    expect(meritValue([...all('A'), graded('ML', 'A')])).toBe(320);
  });

  it('takes the sixteen best', () =>
    expect(meritValue([...all('E'), graded('ML', 'A'), graded('M1', 'B')])).toBe(14 * 10 + 20 + 17.5));

  it('adds a low grade in a modern language, and nothing for F', () => {
    expect(meritValue([...all('E'), graded('M2', 'E')])).toBe(170);
    expect(meritValue([...all('E'), graded('M2', 'F')])).toBe(160);
  });

  it('counts a block as its subjects', () => {
    const blocks = sixteen.filter(code => !'BI FY KE GE HI RE SH'.split(' ').includes(code));
    expect(meritValue([...blocks.map(code => graded(code, 'C')), graded('NO', 'C'), graded('SO', 'C')])).toBe(
      240,
    );
  });

  it('is not known without any grade', () => {
    expect(meritValue([])).toBeNull();
    expect(meritValue([graded('MA', '-')])).toBeNull();
  });

  it('never falls when a grade is added, and lies within 0 and 340', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...sixteen, 'ML', 'M1'), fc.constantFrom('A', 'C', 'E', 'F')), {
          minLength: 1,
          maxLength: 18,
        }),
        rows => {
          const grades = [...new Map(rows)].map(([code, grade]) => graded(code, grade as 'A'));
          const value = meritValue(grades) ?? 0;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(340);
          expect(meritValue([...grades, graded('M2', 'C')]) ?? 0).toBe(value + 15);
        },
      ),
    ));
});

describe('entry to upper secondary school', () => {
  const five = ['BL', 'MU', 'SL', 'IDH', 'HKK'].map(code => graded(code, 'E'));
  const core = ['SVA', 'EN', 'MA'].map(code => graded(code, 'E'));

  it('takes Swedish or Swedish as a second language, English, mathematics and five more', () => {
    expect(mayEnterVocational([...core, ...five])).toBe(true);
    expect(mayEnterVocational([...core, ...five.slice(1)])).toBe(false);
    expect(mayEnterVocational([...core.slice(1), ...five, graded('KE', 'A')])).toBe(false);
    expect(mayEnterVocational([...core.slice(0, 2), graded('MA', 'F'), ...five])).toBe(false);
  });

  it('is another thing than having passed everything', () => {
    expect(hasPassedAll([...core, ...five, graded('FY', '-')])).toBe(false);
    expect(hasPassedAll([...core, ...five])).toBe(true);
    expect(hasPassedAll([])).toBeNull();
  });
});
