import { listAuthorities, withScope } from '#app/database/index.ts';
import { auditReleased, type Finding } from '#app/results/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import { formatCount, formatNumber } from '#app/shared/swedish.ts';
import { say, withDatabase } from './command.ts';

/** 'mellan 0 och 6': what somebody who has kept everything that was released knows of a hidden number. */
const knowledge = ({ interval }: Finding): string =>
  interval === null
    ? 'står i det som lämnades ut'
    : interval.from === interval.to
      ? `är ${formatNumber(interval.from, 0)}`
      : `är mellan ${formatNumber(interval.from, 0)} och ${formatNumber(interval.to, 0)}`;

const line = (finding: Finding): string => {
  const { identity, disclosure, release } = finding;
  const about = [
    identity.measure,
    `årskurs eller kurs ${identity.level}`,
    academicYearLabel(identity.academicYear),
    identity.subjects.join(' och '),
    `skolenhet ${identity.units.join(', ')}`,
    identity.gender,
  ].join(' · ');
  return `  ${disclosure}: ${about}. Talet ${knowledge(finding)}. Utlämnande ${release}.`;
};

/**
 * Audits everything that has been released of pupils' results. Exit code 1 when anything can be worked out. As JSON:
 * [{ authority, groups, findings: [{ identity, release, disclosure, interval: { from, to } | null }] }].
 */
export const auditReleases = (data: string, asJson: boolean): Promise<number> =>
  withDatabase(data, async database => {
    const reports = [];
    for (const { authority_id: authorityId, name } of await listAuthorities(database)) {
      const report = await withScope(database, { authorityId, personId: null }, tx => auditReleased(tx), {
        readOnly: true,
      });
      reports.push({ authority: name, ...report });
    }
    if (asJson) say(JSON.stringify(reports, null, 2));
    else
      for (const { authority, groups, findings } of reports) {
        const count = formatCount(groups, 'utlämnad uppgift', 'utlämnade uppgifter');
        say(
          findings.length === 0
            ? `${authority}: ${count}. Ingen dold uppgift går att räkna ut.`
            : `${authority}: ${count}. ${formatCount(findings.length, 'uppgift går', 'uppgifter går')} att räkna ut:`,
        );
        for (const finding of findings) say(line(finding));
      }
    return reports.some(({ findings }) => findings.length > 0) ? 1 : 0;
  });
