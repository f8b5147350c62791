import { describe, expect, it } from 'vitest';
import { headerHash, mapColumns, positionColumns } from './column.ts';

const without = (column: string) => positionColumns.filter(one => one !== column);

describe('the columns of a list', () => {
  it('are found when they are written as in the template', () => {
    const mapping = mapColumns(positionColumns, null);
    expect(mapping.ok && mapping.value.tjanst_id).toBe('tjanst_id');
  });

  it('are found in any order, case and spelling', () => {
    const header = [
      'Innehav slut',
      'INNEHAV-START',
      'E-post',
      'Efternamn',
      'Förnamn',
      'Anställningsnr',
      'Tjänst slut',
      'Tjänst start',
      'Finansiering',
      'Omfattning (procent)',
      'Behov',
      'Uppdrag',
      'Uppdragstyp',
      'A\u0308mnen',
      'Enhet',
      'Slag',
      'Tjänst-ID',
    ];
    const mapping = mapColumns(header, null);
    expect(mapping.ok && Object.values(mapping.value)).toEqual([...header].reverse());
  });

  it.each(positionColumns)('are missed when %s is not there', column => {
    const mapping = mapColumns(without(column), null);
    expect(mapping.ok).toBe(false);
    expect(!mapping.ok && mapping.problems.map(problem => problem.column)).toEqual([column]);
    expect(!mapping.ok && mapping.problems[0]?.text).toMatch(
      new RegExp(`^Filen saknar kolumnen ${column}\\. Lägg till den`),
    );
  });

  it('are where somebody has said that they are', () => {
    const mapping = mapColumns([...without('tjanst_id'), 'Nr'], { tjanst_id: 'Nr' });
    expect(mapping.ok && mapping.value.tjanst_id).toBe('Nr');
  });

  it('may lack the need, if somebody has said so, but never the position', () => {
    expect(mapColumns(without('behov'), { behov: '' }).ok).toBe(true);
    expect(mapColumns(without('tjanst_id'), { tjanst_id: '' }).ok).toBe(false);
  });

  it('are not two things at once', () => {
    const mapping = mapColumns(without('behov'), { behov: 'uppdrag' });
    expect(!mapping.ok && mapping.problems[0]?.text).toMatch(/^Kolumnen uppdrag är vald för både/);
  });

  it('are remembered whatever their order and case', () => {
    expect(headerHash(['Nr', 'Ämnen'])).toBe(headerHash(['amnen', 'NR']));
    expect(headerHash(['Nr', 'Ämnen'])).not.toBe(headerHash(['Nr', 'Enhet']));
  });
});
