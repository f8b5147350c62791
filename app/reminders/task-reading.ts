import type { Scoped } from '#app/database/index.ts';
import type { Viewer } from '#app/shared/permission.ts';
import type { Task } from '#app/shared/task.ts';
import { loadToDecide } from './store.ts';
import { sv } from './sv.ts';

const text = sv.sent.tasks;

/** One card for whoever decides about the letters that failed: nobody else sees that they did. */
export const reminderTasks = async (tx: Scoped, viewer: Viewer): Promise<Task[]> => {
  if (!viewer.may('decideReminders', { unitId: null }).allowed) return [];
  const { length: count } = await loadToDecide(tx);
  if (count === 0) return [];
  return [
    {
      ...{ title: text.title(count), about: text.about, button: text.button },
      ...{ dueOn: null, minutes: Math.min(count, 10), href: '/paminnelser/utskick?lage=misslyckade' },
    },
  ];
};
