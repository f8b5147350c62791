type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An element with its attributes and content. Texts become text, never markup; `false` leaves an attribute out. */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(attribute, value === true ? '' : String(value));
  made.append(...content);
  return made;
};

/** A heading that focus can be moved to, so that what is new is read out. */
export const heading = (text: string): HTMLHeadingElement => element('h2', { tabindex: -1 }, text);

export const button = (
  text: string,
  look: 'primary' | 'secondary',
  onPress: () => void,
): HTMLButtonElement => {
  const made = element('button', { type: 'button', class: 'ds-button', 'data-variant': look }, text);
  made.addEventListener('click', onPress);
  return made;
};

export const buttons = (...content: readonly Node[]): HTMLElement =>
  element('div', { class: 'buttons' }, ...content);

export const notice = (kind: 'info' | 'warning', ...content: readonly (Node | string)[]): HTMLElement =>
  element('div', { class: `notice notice-${kind}` }, element('div', {}, ...content));

/** A select with its label, and a help that is tied to it. */
export const select = (
  name: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  { value = '', help = '' }: { readonly value?: string; readonly help?: string } = {},
): { readonly field: HTMLElement; readonly control: HTMLSelectElement } => {
  const control = element(
    'select',
    { class: 'ds-input', id: name, 'aria-describedby': help === '' ? false : `${name}-help` },
    ...options.map(([one, text]) => element('option', { value: one, selected: one === value }, text)),
  );
  const described = help === '' ? [] : [element('p', { class: 'help', id: `${name}-help` }, help)];
  const field = element(
    'div',
    { class: 'field' },
    element('label', { class: 'ds-label', for: name }, label),
    ...described,
    control,
  );
  return { field, control };
};

type Head = { readonly text: string; readonly numeric?: boolean };

/** A table as every page has them: the first column names the row, and it scrolls within itself. */
export const table = (
  caption: string,
  heads: readonly Head[],
  rows: readonly (readonly (string | Node)[])[],
  hasCaption = true,
): HTMLElement => {
  const look = (at: number): Attributes => (heads[at]?.numeric ? { class: 'number' } : {});
  return element(
    'section',
    { class: 'table-frame', tabindex: 0, 'aria-label': caption },
    element(
      'table',
      { class: 'ds-table' },
      element('caption', hasCaption ? {} : { class: 'ds-sr-only' }, caption),
      element(
        'thead',
        {},
        element('tr', {}, ...heads.map(({ text }, at) => element('th', { scope: 'col', ...look(at) }, text))),
      ),
      element(
        'tbody',
        {},
        ...rows.map(cells =>
          element(
            'tr',
            {},
            ...cells.map((cell, at) =>
              at === 0 ? element('th', { scope: 'row', ...look(0) }, cell) : element('td', look(at), cell),
            ),
          ),
        ),
      ),
    ),
  );
};
