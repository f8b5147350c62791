import { recordEvent, type Scoped } from '#app/database/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import {
  type Commission,
  type CommissionInput,
  isVerdict,
  type ReportBack,
  readCommission,
  readParagraph,
  reportBackDecisions,
} from './commission.ts';
import { type Matter, type MatterInput, readMatter } from './matter.ts';
import {
  findMatter,
  insertCommission,
  insertMatter,
  loadCommissions,
  loadMatters,
  saveReportBack,
  updateMatter,
} from './matter-store.ts';
import { sv } from './sv.ts';
import { conflict, missing, refusedBy, saved, type Written } from './written.ts';

/** Creates a matter. The registry number may come later. */
export const createMatter = async (tx: Scoped, input: MatterInput): Promise<Outcome<Matter>> => {
  const result = readMatter(input, await loadMatters(tx));
  if (!result.ok) return result;
  const matter: Matter = { id: newId(tx.now), version: 1, ...result.value };
  await insertMatter(tx, matter);
  await recordEvent(tx, {
    kind: 'matterCreated',
    subject: `matter:${matter.id}`,
    happenedOn: matter.openedOn,
    details: { title: matter.title, registryNumber: matter.registryNumber },
  });
  return ok(matter);
};

/** Changes a matter's title, day or registry number. `version` is the one the form was opened on. */
export const changeMatter = async (
  tx: Scoped,
  today: IsoDate,
  matterId: string,
  version: number,
  input: MatterInput,
): Promise<Written> => {
  const matters = await loadMatters(tx);
  if (!matters.some(matter => matter.id === matterId)) return missing;
  const result = readMatter(
    input,
    matters.filter(matter => matter.id !== matterId),
  );
  if (!result.ok) return refusedBy(result);
  if (!(await updateMatter(tx, matterId, version, result.value))) return conflict;
  await recordEvent(tx, {
    kind: 'matterChanged',
    subject: `matter:${matterId}`,
    happenedOn: today,
    details: result.value,
  });
  return saved(null);
};

/** Enters a commission that the board has given. Null when there is no such matter. */
export const giveCommission = async (
  tx: Scoped,
  matterId: string,
  input: CommissionInput,
): Promise<Outcome<Commission> | null> => {
  if (!(await findMatter(tx, matterId))) return null;
  const result = readCommission(input, await loadCommissions(tx));
  if (!result.ok) return result;
  const commission: Commission = { id: newId(tx.now), matterId, sourceClauseId: null, ...result.value };
  await insertCommission(tx, commission);
  await recordEvent(tx, {
    kind: 'commissionGiven',
    subject: `matter:${matterId}`,
    happenedOn: commission.givenOn,
    details: { commission: commission.id, text: commission.text, dueOn: commission.dueOn },
  });
  return ok(commission);
};

/** A report-back that the board took up before the matter came here; '' where nothing is said. */
export type ReportBackInput = {
  readonly commissionId: string;
  readonly title: string;
  readonly reportedOn: string;
  readonly paragraph: string;
  readonly decision: string;
  /** One for each question of the commission, in order. */
  readonly answers: readonly { readonly verdict: string; readonly text: string }[];
};

const readReportBack = (
  input: ReportBackInput,
  commission: Commission,
): Outcome<Omit<ReportBack, 'id' | 'itemId'>> => {
  const problems: FieldError[] = [];
  const title = input.title.trim().replace(/\.$/, '');
  const decision = reportBackDecisions.find(one => one === input.decision) ?? null;
  if (title === '') problems.push({ field: 'title', text: sv.reportBack.titleMissing });
  if (!isIsoDate(input.reportedOn)) problems.push({ field: 'reportedOn', text: sv.dateWrong });
  if (decision === null) problems.push({ field: 'decision', text: sv.reportBack.decisionMissing });
  const answers = commission.questions.map((_, at) => {
    const given = input.answers[at];
    const position = at + 1;
    const verdict = given && isVerdict(given.verdict) ? given.verdict : null;
    if (verdict === null)
      problems.push({ field: `verdict-${position}`, text: sv.reportBack.verdictMissing(position) });
    return { position, verdict, text: given?.text.trim() ?? '', chapter: null };
  });
  if (problems.length > 0) return failed(...problems);
  return ok({
    commissionId: commission.id,
    title,
    reportedOn: input.reportedOn,
    paragraph: readParagraph(input.paragraph),
    decision,
    answers,
  });
};

/** Enters a report-back from before, so that the thread is whole. Null when there is no such commission. */
export const recordReportBack = async (
  tx: Scoped,
  input: ReportBackInput,
): Promise<Outcome<ReportBack> | null> => {
  const commission = (await loadCommissions(tx)).find(one => one.id === input.commissionId);
  if (!commission) return null;
  const result = readReportBack(input, commission);
  if (!result.ok) return result;
  const reportBack: ReportBack = { id: newId(tx.now), itemId: null, ...result.value };
  await saveReportBack(tx, reportBack);
  await recordEvent(tx, {
    kind: 'reportBackRecorded',
    subject: `matter:${commission.matterId}`,
    happenedOn: input.reportedOn,
    details: { commission: commission.id, title: reportBack.title, decision: reportBack.decision },
  });
  return ok(reportBack);
};
