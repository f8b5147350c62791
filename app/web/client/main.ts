import './main.css';
import './matrix.css';
import { keepDrafts } from './drafts.ts';
import { showWhenReady } from './ready.ts';

keepDrafts();
showWhenReady();

/** The error summary takes focus when a form comes back with errors, so that a screen reader starts there. */
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();

/** A select or date that is the whole form sends it at once; without this, its button does. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-send-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit());
}

/** Hints at the browser's own warning when a form has been changed and would be left unsaved. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-guard]')) {
  let changed = false;
  form.addEventListener('input', () => {
    changed = true;
  });
  form.addEventListener('submit', event => {
    changed &&= event.defaultPrevented;
  });
  addEventListener('beforeunload', event => {
    if (changed) event.preventDefault();
  });
}
