import type { DeliveryKind, DeliveryScope } from '#app/results/index.ts';
import { type ColumnChoice, remarkGroups, type TextEncoding } from '#app/results/reading/index.ts';
import { formatNumber } from '#app/shared/swedish.ts';
import { button, buttons, element, heading, notice, select } from './element.ts';
import type {
  Background,
  ColumnQuestion,
  ReadingOrder,
  Receipt,
  Remarks,
  WorkerMessage,
} from './messages.ts';
import { previewList, remarkLink, remarkList } from './outcome.ts';
import { sv } from './sv.ts';

/** What the server says of a kind in the form. */
type KindFacts = {
  readonly perSemester: boolean;
  readonly linked: readonly ('prior' | 'test')[];
  readonly latest: Pick<DeliveryScope, 'academicYear' | 'semester'>;
};

type OnProgress = (progress: Extract<WorkerMessage, { type: 'progress' }>['progress']) => void;
type Found = Extract<WorkerMessage, { type: 'read' }>;

/** Trusted Types, where the browser has them: a worker's address must come from a policy. */
type TrustedTypes = {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => { readonly createScriptURL: (address: string) => unknown };
};

/** The address of the worker, by the one policy that the page may make: it knows no other address. */
const trustedAddress = (address: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('samsyn-worker', {
    createScriptURL: asked => {
      if (asked !== address) throw new TypeError('Not the worker of this page.');
      return asked;
    },
  });
  return (policy?.createScriptURL(address) ?? address) as string;
};

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** Often enough to follow by ear. */
const BETWEEN_ANNOUNCEMENTS = 3_000;

/** The page: shows one stage at a time below the form, and moves focus to it. */
class DeliverPage {
  readonly #form: HTMLFormElement;
  readonly #place: HTMLElement;
  readonly #address: string;
  readonly #kinds: Readonly<Record<string, KindFacts>>;
  #worker: Worker | null = null;
  #background: Background | null = null;
  #choices: readonly ColumnChoice[] = [];
  #encoding: TextEncoding | null = null;

  constructor(form: HTMLFormElement, place: HTMLElement, address: string) {
    this.#form = form;
    this.#place = place;
    this.#address = address;
    this.#kinds = JSON.parse(form.dataset.kinds ?? '{}');
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.#choices = [];
      this.#encoding = null;
      void this.#read();
    });
    form.addEventListener('change', event => {
      if (event.target === this.#select('slag')) {
        this.#showParts();
        this.#chooseLatest();
      }
      this.#clear();
    });
    this.#showParts();
    this.#chooseLatest();
  }

  #select(name: string): HTMLSelectElement | null {
    return this.#form.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
  }

  /** The button of the form steps back when something below it is what comes next. */
  get #readButton(): HTMLButtonElement | null {
    return this.#form.querySelector('button[type="submit"]');
  }

  /** Back to the choice of files. */
  #clear(): void {
    this.#stop();
    this.#readButton?.setAttribute('data-variant', 'primary');
    this.#place.replaceChildren();
  }

  get #kind(): DeliveryKind {
    return this.#select('slag')?.value as DeliveryKind;
  }

  /** Only what the chosen kind can have is asked for. */
  #showParts(): void {
    const { perSemester = false, linked = [] } = this.#kinds[this.#kind] ?? {};
    const shown: Readonly<Record<string, boolean>> = {
      semester: perSemester,
      test: linked.includes('test'),
      prior: linked.includes('prior'),
    };
    for (const part of this.#form.querySelectorAll<HTMLElement>('[data-part]'))
      part.hidden = !shown[part.dataset.part ?? ''];
  }

  /** The latest period that can have results of the kind, until another is chosen. */
  #chooseLatest(): void {
    const { latest } = this.#kinds[this.#kind] ?? {};
    const year = this.#select('lasar');
    if (!latest || !year) return;
    year.value = String(latest.academicYear);
    for (const radio of this.#form.querySelectorAll<HTMLInputElement>('input[name="termin"]'))
      radio.checked = radio.value === latest.semester;
  }

  #files(name: string): readonly File[] {
    const field = this.#form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    const isHidden = field?.closest<HTMLElement>('[data-part]')?.hidden ?? false;
    return isHidden ? [] : [...(field?.files ?? [])];
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #show(title: HTMLElement, ...content: readonly (Node | string)[]): void {
    this.#readButton?.setAttribute('data-variant', 'secondary');
    this.#place.replaceChildren(title, ...content);
    title.focus();
  }

  #problem(title: string, ...texts: readonly string[]): void {
    this.#show(heading(title), notice('warning', ...texts.map(text => element('p', {}, text))));
  }

  async #read(): Promise<void> {
    this.#stop();
    const files = this.#files('filer');
    if (files.length === 0) {
      this.#problem(sv.noFiles);
      return;
    }
    const kind = this.#kind;
    const { perSemester = false } = this.#kinds[kind] ?? {};
    const semester = this.#form.querySelector<HTMLInputElement>('input[name="termin"]:checked')?.value;
    const progress = this.#showProgress();
    this.#background = await this.#ask(kind);
    if (!this.#background) {
      this.#problem(sv.failed, sv.noBackground);
      return;
    }
    this.#order(
      {
        ...{
          kind,
          files,
          prior: this.#files('tidigare'),
          tests: this.#files('prov'),
          encoding: this.#encoding,
        },
        academicYear: Number(this.#select('lasar')?.value),
        semester: perSemester ? (semester as 'HT' | 'VT') : null,
        surroundings: this.#background.surroundings,
        grounds: { ...this.#background, units: this.#background.surroundings.units },
        choices: [...this.#choices, ...this.#background.choices],
      },
      progress,
    );
  }

  async #ask(kind: DeliveryKind): Promise<Background | null> {
    try {
      const answer = await fetch(`/resultat/inlamningar/underlag.json?slag=${kind}`);
      return answer.ok ? ((await answer.json()) as Background) : null;
    } catch {
      return null;
    }
  }

  #showProgress(): OnProgress {
    const bar = element('progress', { max: 1, 'aria-label': sv.reading, class: 'reading-progress' });
    const line = element('p', {}, sv.opening);
    const heard = element('p', { class: 'ds-sr-only', 'aria-live': 'polite' });
    const cancel = button(sv.cancel, 'secondary', () => {
      this.#clear();
      this.#form.querySelector<HTMLInputElement>('input[name="filer"]')?.focus();
    });
    this.#show(heading(sv.reading), bar, line, heard, buttons(cancel));
    let told = performance.now();
    return ({ file, rows, share }) => {
      if (share > 0) bar.value = share;
      line.textContent = sv.progress(file, rows);
      if (performance.now() - told < BETWEEN_ANNOUNCEMENTS) return;
      told = performance.now();
      heard.textContent = `${formatNumber(100 * share)} %`;
    };
  }

  #order(order: ReadingOrder, onProgress: OnProgress): void {
    const worker = new Worker(workerAddress(this.#address), { type: 'module' });
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
      if (this.#worker !== worker) return;
      if (data.type === 'progress') {
        onProgress(data.progress);
        return;
      }
      // All it knew of pupils ends with it.
      this.#stop();
      this.#answer(data);
    });
    worker.addEventListener('error', () => {
      this.#stop();
      this.#problem(sv.failed, sv.failedText);
    });
    worker.postMessage(order);
  }

  #answer(message: Exclude<WorkerMessage, { type: 'progress' }>): void {
    if (message.type === 'asks') this.#showQuestion(message.question);
    else if (message.type === 'refused') this.#showRefusal(message.remarks);
    else if (message.type === 'read') this.#showPreview(message);
    else this.#problem(sv.failed, sv.failedText);
  }

  #showQuestion({ file, as, hasHeader, header, headerHash, questions, believed }: ColumnQuestion): void {
    const options: [string, string][] = header.map((name, at) => [String(at), sv.column(letters(at), name)]);
    const fields = questions.map(({ role, label, text }) => ({
      role,
      ...select(`kolumn-${role}`, sv.columnOf(label), [['', sv.choose], ...options], { help: text }),
    }));
    const problem = element('div', { role: 'alert' });
    const form = element('form', { novalidate: true }, ...fields.map(({ field }) => field), problem);
    form.append(
      buttons(
        element('button', { class: 'ds-button', type: 'submit', 'data-variant': 'primary' }, sv.readAgain),
      ),
    );
    form.addEventListener('submit', event => {
      event.preventDefault();
      const empty = fields.find(({ control }) => control.value === '');
      if (empty) {
        problem.replaceChildren(element('p', { class: 'ds-validation-message' }, sv.notChosen));
        empty.control.focus();
        return;
      }
      const chosen = fields.map(({ role, control }) => [role, Number(control.value)] as const);
      const columns = { ...believed, ...Object.fromEntries(chosen) };
      this.#choices = [
        { kind: as, headerHash, columns },
        ...this.#choices.filter(one => one.headerHash !== headerHash),
      ];
      void this.#read();
    });
    this.#show(
      heading(sv.columns),
      element('p', {}, hasHeader ? sv.columnsIn(file) : sv.noHeader(file)),
      form,
    );
  }

  #showRefusal(remarks: Remarks): void {
    const refusals = remarks.listed.filter(remark => remark.isRefusal);
    const isGarbled = refusals.some(remark => remark.rule === 'tecken har blivit fel');
    this.#show(
      heading(sv.refused(refusals.length + remarks.unlisted, remarkGroups(refusals).length)),
      element('p', {}, sv.refusedText),
      ...(isGarbled ? [this.#encodingForm()] : []),
      ...remarkList(remarks, true),
      ...remarkList(remarks, false),
      remarkLink(remarks),
    );
  }

  #encodingForm(): HTMLElement {
    const { field, control } = select('teckenkodning', sv.encoding, Object.entries(sv.encodings), {
      help: sv.encodingHelp,
    });
    const again = button(sv.readAgain, 'secondary', () => {
      this.#encoding = control.value as TextEncoding;
      void this.#read();
    });
    return element('div', {}, field, buttons(again));
  }

  #showPreview(found: Found): void {
    const { preview, remarks, said } = found;
    const questions = preview.flatMap(unit => unit.questions);
    const replaces = preview.some(({ current }) => current !== null);
    const total = (of: 'pupils' | 'rows'): number => preview.reduce((sum, unit) => sum + unit[of], 0);
    const notices = remarkList(remarks, false);
    this.#show(
      heading(sv.preview),
      element('p', {}, sv.previewText(preview.length, total('pupils'), total('rows'))),
      ...said.map(text => notice('info', element('p', {}, text))),
      ...previewList(preview),
      element('p', { class: 'help' }, sv.hiddenText),
      ...(preview.some(({ isTeacherUnknown }) => isTeacherUnknown)
        ? [notice('info', element('p', {}, sv.teachersUnknown))]
        : []),
      ...(notices.length > 0 ? [element('p', {}, sv.noticesText), ...notices, remarkLink(remarks)] : []),
      ...(questions.length > 0
        ? [
            element('h3', {}, sv.confirm),
            notice('warning', ...questions.map(text => element('p', {}, text))),
            this.#sendButtons(found, sv.confirmed, true),
          ]
        : [this.#sendButtons(found, replaces ? sv.replace : sv.deliver, false)]),
    );
  }

  #sendButtons(found: Found, text: string, isConfirmed: boolean): HTMLElement {
    return buttons(
      button(text, 'primary', () => void this.#send(found, isConfirmed)),
      button(sv.startOver, 'secondary', () => {
        this.#clear();
        this.#form.querySelector<HTMLInputElement>('input[name="filer"]')?.focus();
      }),
    );
  }

  /** Sends the cells, and nothing else of what was read. */
  async #send(found: Found, isConfirmed: boolean): Promise<void> {
    const { deliveries, choices } = found;
    this.#show(heading(sv.sending));
    let receipt: Receipt;
    try {
      const answer = await fetch('/resultat/inlamningar', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ deliveries, choices, isConfirmed }),
      });
      receipt = (await answer.json()) as Receipt;
    } catch {
      const again = this.#sendButtons(found, sv.deliver, isConfirmed);
      this.#show(heading(sv.notReceived), notice('warning', element('p', {}, sv.noAnswer)), again);
      return;
    }
    this.#showReceipt(found, receipt);
  }

  #showReceipt(found: Found, { kind, texts, hrefs = [] }: Receipt): void {
    const lines = texts.map(text => element('p', {}, text));
    if (kind === 'asks') {
      this.#show(
        heading(sv.confirm),
        notice('warning', ...lines),
        this.#sendButtons(found, sv.confirmed, true),
      );
      return;
    }
    if (kind === 'refused') {
      this.#show(heading(sv.notReceived), notice('warning', ...lines));
      return;
    }
    const [only] = hrefs;
    const year = found.deliveries[0]?.scope.academicYear ?? '';
    const [href, text] =
      hrefs.length === 1 && only ? [only, sv.show] : [`/resultat/inlamningar?lasar=${year}`, sv.showAll];
    this.#form.reset();
    this.#showParts();
    this.#chooseLatest();
    this.#show(
      heading(sv.received),
      ...lines,
      element('p', {}, element('a', { class: 'ds-link', href }, text)),
    );
  }
}

let known: string | null = null;
/** A policy is made once for a page, so its answer is kept. */
const workerAddress = (address: string): string => {
  known ??= trustedAddress(address);
  return known;
};

const form = document.querySelector<HTMLFormElement>('form[data-deliver]');
const place = document.querySelector<HTMLElement>('[data-outcome]');
const address = document.querySelector<HTMLScriptElement>('script[data-worker]')?.dataset.worker;
if (form && place && address) {
  new DeliverPage(form, place, address);
  form.hidden = false;
  document.querySelector('[data-without-program]')?.remove();
}
