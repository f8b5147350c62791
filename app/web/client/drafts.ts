/**
 * Keeps what is written in a form with `data-draft` in this tab until the server has it, so that a lost connection or a session
 * that ends takes nothing. The tab's own memory: nobody else at the same computer finds it. Without this, the server still keeps
 * what is sent, and shows it again.
 */
const prefix = 'samsyn-draft ';

const isChoice = (field: Element): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');

const fieldsOf = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
      (field instanceof HTMLInputElement && field.type !== 'hidden') ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement,
  );

const written = (form: HTMLFormElement): Record<string, string | boolean> =>
  Object.fromEntries(
    fieldsOf(form).map(field => [field.id || field.name, isChoice(field) ? field.checked : field.value]),
  );

const putBack = (form: HTMLFormElement, texts: Record<string, string | boolean>): boolean => {
  let changed = false;
  for (const field of fieldsOf(form)) {
    const kept = texts[field.id || field.name];
    if (kept === undefined) continue;
    if (isChoice(field)) {
      changed ||= field.checked !== kept;
      field.checked = kept === true;
      // What was ticked under a fold is shown again.
      const fold = field.closest('details');
      if (fold && kept === true && field.type === 'checkbox') fold.open = true;
    } else if (field.value !== kept) {
      changed = true;
      field.value = String(kept);
    }
  }
  return changed;
};

/** Says when the connection is gone, and does not let the form go where nothing would take it. */
const watchConnection = (form: HTMLFormElement): void => {
  const note = document.createElement('p');
  note.className = 'connection';
  note.setAttribute('role', 'status');
  form.append(note);
  const tell = () => {
    note.textContent = (navigator.onLine ? form.dataset.onlineNote : form.dataset.offlineNote) ?? '';
  };
  addEventListener('offline', tell);
  addEventListener('online', tell);
  form.addEventListener('submit', event => {
    if (navigator.onLine) return;
    event.preventDefault();
    tell();
  });
};

export const keepDrafts = (): void => {
  // The page says that something has been saved: what was kept here is with the server.
  if (document.querySelector('.done'))
    for (const old of Object.keys(sessionStorage)) if (old.startsWith(prefix)) sessionStorage.removeItem(old);
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    const mark = form.dataset.draft ?? '';
    const key = prefix + mark;
    const thing = prefix + mark.slice(0, mark.lastIndexOf(' '));
    // An earlier version of the same thing has reached the server.
    for (const old of Object.keys(sessionStorage))
      if (old.startsWith(thing) && old !== key) sessionStorage.removeItem(old);
    const kept = sessionStorage.getItem(key);
    if (kept !== null && putBack(form, JSON.parse(kept))) {
      const note = document.createElement('p');
      note.setAttribute('role', 'status');
      note.textContent = form.dataset.draftNote ?? '';
      form.prepend(note);
    }
    watchConnection(form);
    form.addEventListener('input', () => sessionStorage.setItem(key, JSON.stringify(written(form))));
  }
};
