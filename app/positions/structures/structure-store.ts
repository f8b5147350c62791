import { keepUntilNextEvent, type Scoped, writeRows } from '#app/database/index.ts';
import type { Frequency, LookedAt, Structure, StructureKind } from './structure.ts';

/** The structures of all units, for all time, those that began first coming first. */
export const loadStructures = (tx: Scoped): Promise<readonly Structure[]> =>
  keepUntilNextEvent(tx, 'structures', async () => {
    const rows = await tx.db
      .selectFrom('teaching_structure')
      .selectAll()
      .orderBy('starts_on')
      .orderBy('structure_id')
      .execute();
    return rows.map(
      (row): Structure => ({
        ...{ id: row.structure_id, unitId: row.unit_id, kind: row.kind as StructureKind },
        ...{ crossSubject: row.cross_subject, subjects: row.subjects, ledBy: row.led_by },
        ...{ meets: row.meets as Frequency | null, minutes: row.minutes, inPost: row.in_post },
        ...{ questions: row.questions, evidence: row.evidence as LookedAt[] },
        ...{ startsOn: row.starts_on, endsOn: row.ends_on, version: row.version },
      }),
    );
  });

export const saveStructure = (tx: Scoped, structure: Structure): Promise<void> =>
  writeRows(tx, 'teaching_structure', 'structure_id', [
    {
      ...{ structure_id: structure.id, unit_id: structure.unitId, kind: structure.kind },
      ...{
        cross_subject: structure.crossSubject,
        subjects: structure.subjects,
        led_by: structure.ledBy,
      },
      ...{ meets: structure.meets, minutes: structure.minutes, in_post: structure.inPost },
      ...{ questions: structure.questions, evidence: structure.evidence },
      ...{ starts_on: structure.startsOn, ends_on: structure.endsOn, version: structure.version },
    },
  ]);

/** Takes a structure away; the log keeps what it said. */
export const removeStructure = async (tx: Scoped, id: string): Promise<void> => {
  await tx.db.deleteFrom('teaching_structure').where('structure_id', '=', id).execute();
};
