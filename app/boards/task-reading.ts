import type { Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Viewer } from '#app/shared/permission.ts';
import type { Task } from '#app/shared/task.ts';
import { itemPath, matterPath } from './addresses.ts';
import type { ItemHead } from './board-item.ts';
import { governingUnit } from './governing-unit-reading.ts';
import { loadOrders } from './matter-store.ts';
import { moves } from './stages.ts';
import { sv } from './sv.ts';
import { openCommissions } from './thread.ts';

/** Who has the next step with an item, and what it is; null when it rests with the board or is finished. */
const nextStep = (
  item: ItemHead,
  viewer: Viewer,
  unitId: string | null,
): { title: string; minutes: number } | null => {
  const may = (name: keyof typeof moves) =>
    moves[name].from === item.stage && viewer.may(moves[name].action, { unitId, state: item.stage }).allowed;
  if (may('approve')) return { title: sv.tasks.approve, minutes: 15 };
  if (may('send')) return { title: sv.tasks.send, minutes: 5 };
  if (may('decide')) return { title: sv.tasks.decide, minutes: 5 };
  const isWriter = item.authorId === viewer.personId;
  return isWriter && (may('submit') || may('resume')) ? { title: sv.tasks.write, minutes: 30 } : null;
};

/** What waits for a person here: items where the next step is theirs, and commissions that nobody has begun to answer. */
export const boardTasks = async (tx: Scoped, viewer: Viewer, today: IsoDate): Promise<Task[]> => {
  const orders = await loadOrders(tx);
  const unitId = await governingUnit(tx, today);
  const items = orders.items.flatMap((item): Task[] => {
    const step = nextStep(item, viewer, unitId);
    // A decision can only be entered once the board has met.
    if (!step || (item.stage === 'utskickad' && (item.meetingOn ?? today) > today)) return [];
    return [
      {
        ...step,
        about: item.title,
        dueOn: item.meetingOn,
        href: itemPath(item),
        button: sv.tasks.open,
      },
    ];
  });
  if (!viewer.may('editMatter', { unitId }).allowed) return items;
  const begun = new Set(orders.reportBacks.filter(one => one.decision === null).map(one => one.commissionId));
  const commissions = openCommissions(orders)
    .filter(commission => !begun.has(commission.id))
    .map(
      (commission): Task => ({
        title: sv.tasks.answer,
        about: sv.thread.task(commission.text),
        dueOn: commission.dueOn,
        minutes: null,
        href: matterPath(commission.matterId),
        button: sv.tasks.open,
      }),
    );
  return [...items, ...commissions];
};
