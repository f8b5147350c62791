import { describe, expect, it } from 'vitest';
import {
  ActionButton,
  Button,
  ButtonLink,
  Choices,
  Downloads,
  ErrorSummary,
  Facts,
  FileField,
  Form,
  readSorting,
  Select,
  SentForm,
  State,
  shownValue,
  sortRows,
  Table,
  Tabs,
  TextArea,
  TextField,
  withParameter,
} from './index.ts';

const html = (element: unknown): string => String(element);
const hostile = `<script>alert("å")</script>'&`;

describe('what a person or a file has written', () => {
  it.each([
    ['a text field', <TextField name="a" label={hostile} help={hostile} value={hostile} list={[hostile]} />],
    ['a text area', <TextArea name="a" label="A" value={`</textarea>${hostile}`} />],
    [
      'a choice among many',
      <Select name="a" label="A" options={[{ value: hostile, text: hostile, group: hostile }]} />,
    ],
    [
      'a choice among few',
      <Choices name="a" label="A" values={[]} options={[{ value: hostile, text: hostile }]} />,
    ],
    ['the summary of errors', <ErrorSummary problems={[{ field: hostile, text: hostile }]} />],
    ['facts', <Facts facts={[[hostile, hostile]]} />],
    [
      'a table',
      <Table caption={hostile} rows={[hostile]} columns={[{ key: 'a', text: hostile, cell: row => row }]} />,
    ],
    [
      'a button with hidden fields',
      <ActionButton action={`/${hostile}`} fields={{ a: hostile }}>
        {hostile}
      </ActionButton>,
    ],
    ['a link that looks like a button', <ButtonLink href={`/${hostile}`}>{hostile}</ButtonLink>],
    ['tabs', <Tabs label={hostile} items={[{ href: `/${hostile}`, text: hostile }]} path="/" />],
  ])('never becomes markup in %s', (_, element) => {
    expect(html(element)).toContain('&lt;script&gt;');
    expect(html(element)).not.toMatch(/<script|<\/textarea>&lt;.*<\/textarea>.*<\/textarea>/);
  });

  it('is never put in an attribute that runs or styles', () => {
    const all = html(
      <Form action="/a" guard files>
        <TextField name="a" label="A" value="x" />
        <Button>Spara</Button>
      </Form>,
    );
    expect(all).not.toMatch(/\s(style|on\w+)=/);
  });
});

describe('a control', () => {
  const problems = [{ field: 'day', text: 'Skriv en dag.' }];

  it.each([
    ['a text field', <TextField name="day" label="Dag" help="Som 2026-11-23." problems={problems} />],
    ['a text area', <TextArea name="day" label="Dag" help="Som 2026-11-23." problems={problems} />],
    ['a list', <Select name="day" label="Dag" help="Som 2026-11-23." problems={problems} options={[]} />],
    ['a file', <FileField name="day" label="Dag" help="Som 2026-11-23." problems={problems} />],
  ])('%s has its label, help and error tied to it', (_, element) => {
    const shown = html(element);
    expect(shown).toMatch(/<label[^>]* for="day"/);
    expect(shown).toMatch(/ id="day"/);
    expect(shown).toContain('aria-describedby="day-help day-problem"');
    expect(shown).toContain('aria-invalid="true"');
    expect(shown).toMatch(/id="day-problem">Skriv en dag\./);
    expect(shown).toMatch(/id="day-help">Som 2026-11-23\./);
  });

  it('that is right says nothing of errors', () => {
    const shown = html(<TextField name="name" label="Namn" problems={problems} />);
    expect(shown).not.toMatch(/aria-invalid|aria-describedby|validation-message/);
  });

  it('that may be left empty says so', () => {
    expect(html(<TextField name="a" label="A" optional />)).toContain('(frivilligt)');
    expect(html(<TextField name="a" label="A" />)).not.toContain('(frivilligt)');
  });

  it('among many shows what is chosen, in its group', () => {
    const options = [
      { value: '1', text: 'Ett' },
      { value: '2', text: 'Två', group: 'Jämna' },
    ];
    const shown = html(<Select name="a" label="A" options={options} value="2" empty="Välj" />);
    expect(shown.match(/<option[^>]*selected[^>]*>[^<]*/g)).toEqual(['<option value="2" selected="">Två']);
    expect(shown).toMatch(/<option value="">Välj<\/option>.*Ett.*<optgroup label="Jämna">.*Två/);
  });

  it('among few is one choice, or several, with what was chosen', () => {
    const options = ['GR', 'GY', 'VUX'].map(value => ({ value, text: value }));
    const one = html(<Choices name="a" label="A" options={options} values={['GY']} />);
    const many = html(<Choices name="a" label="A" options={options} values={['GR', 'VUX']} many />);
    const checked = (text: string) =>
      [...text.matchAll(/<input[^>]*value="(\w+)"[^>]*checked/g)].map(found => found[1]);
    expect([one.includes('type="radio"'), checked(one)]).toEqual([true, ['GY']]);
    expect([many.includes('type="checkbox"'), checked(many)]).toEqual([true, ['GR', 'VUX']]);
    expect(one).toMatch(/<fieldset[^>]*>\s*<legend/);
  });
});

describe('the summary of errors', () => {
  it('is not there when nothing is wrong', () => expect(html(<ErrorSummary problems={[]} />)).toBe(''));

  it('leads to each field, and says the rest as text', () => {
    const problems = [
      { field: 'name', text: 'Skriv ett namn.' },
      { field: '', text: 'Ärendet är stängt.' },
    ];
    const shown = html(<ErrorSummary problems={problems} />);
    expect(shown).toContain('Två saker behöver rättas');
    expect(shown).toMatch(/<a[^>]* href="#name"[^>]*>\s*Skriv ett namn\./);
    expect(shown).toMatch(/<li>\s*Ärendet är stängt\./);
  });

  it('counts one thing as one', () => {
    expect(html(<ErrorSummary problems={[{ field: 'a', text: 'x' }]} />)).toContain('En sak behöver rättas');
  });
});

type School = { readonly name: string; readonly pupils: number | null };
const schools: readonly School[] = [
  { name: 'Öskolan', pupils: 100 },
  { name: 'Åskolan 10', pupils: null },
  { name: 'Åskolan 9', pupils: 20 },
  { name: 'Alskolan', pupils: 3 },
];
const columns = [
  { key: 'namn', text: 'Namn', cell: (row: School) => row.name, sortBy: (row: School) => row.name },
  {
    key: 'elever',
    text: 'Elever',
    numeric: true,
    cell: (row: School) => row.pupils ?? '–',
    sortBy: (row: School) => row.pupils,
  },
  { key: 'fri', text: 'Fri', cell: () => '' },
];
const sorted = (key: string, descending: boolean) =>
  sortRows(schools, columns, { key, descending }).map(row => row.name);

describe('a table', () => {
  it.each([
    ['namn', false, ['Alskolan', 'Åskolan 9', 'Åskolan 10', 'Öskolan']],
    ['namn', true, ['Öskolan', 'Åskolan 10', 'Åskolan 9', 'Alskolan']],
    ['elever', false, ['Alskolan', 'Åskolan 9', 'Öskolan', 'Åskolan 10']],
    ['elever', true, ['Öskolan', 'Åskolan 9', 'Alskolan', 'Åskolan 10']],
    ['fri', false, ['Öskolan', 'Åskolan 10', 'Åskolan 9', 'Alskolan']],
    ['okänd', true, ['Öskolan', 'Åskolan 10', 'Åskolan 9', 'Alskolan']],
  ])('sorted by %s, descending %s: those without a value last', (key, descending, expected) => {
    expect(sorted(key, descending)).toEqual(expected);
  });

  const query = new URLSearchParams('datum=2026-10-01&sortera=namn');
  const table = (text: string) =>
    html(
      <Table
        caption="Skolor"
        rows={schools}
        columns={columns}
        sorting={readSorting(new URLSearchParams(text), 'namn')}
        path="/skolor"
        query={query}
      />,
    );

  it('has heads that sort by a link, keep the rest of the address, and turn the order', () => {
    expect(table('sortera=namn')).toContain('href="/skolor?datum=2026-10-01&amp;sortera=-namn"');
    expect(table('sortera=-namn')).toContain('href="/skolor?datum=2026-10-01&amp;sortera=namn"');
    expect(table('sortera=namn')).toContain('href="/skolor?datum=2026-10-01&amp;sortera=elever"');
    expect(table('sortera=namn')).not.toContain('sortera=fri');
  });

  it.each([
    ['sortera=namn', ['ascending']],
    ['sortera=-elever', ['descending']],
    ['', ['ascending']],
    ['sortera=okänd', []],
  ])('tells in which order it is: %s', (text, expected) => {
    expect([...table(text).matchAll(/aria-sort="(\w+)"/g)].map(found => found[1])).toEqual(expected);
  });

  it('names each row by its first cell and each column by its head', () => {
    expect(table('').match(/<th scope="row">/g)).toHaveLength(4);
    expect(table('').match(/<th scope="col"/g)).toHaveLength(3);
    expect(table('')).toMatch(/tabindex="0" aria-label="Skolor"/);
  });

  it('says so when there is nothing in it', () => {
    const empty = (text?: string) =>
      html(<Table caption="Skolor" rows={[]} columns={columns} {...(text ? { empty: text } : {})} />);
    expect(empty()).toContain('Det finns inget att visa här än.');
    expect(empty('Inga skolor.')).toContain('Inga skolor.');
    expect(empty()).not.toContain('<table');
  });
});

describe('addresses', () => {
  it.each([
    ['', { key: 'namn', descending: false }],
    ['sortera=elever', { key: 'elever', descending: false }],
    ['sortera=-elever', { key: 'elever', descending: true }],
    ['sortera=', { key: '', descending: false }],
  ])('%j says how to sort', (text, expected) => {
    expect(readSorting(new URLSearchParams(text), 'namn')).toEqual(expected);
  });

  it('keep what they had when one thing is changed, and the query at hand is left as it was', () => {
    const query = new URLSearchParams('a=1&b=å');
    expect(withParameter('/x', query, 'b', 'ö&')).toBe('/x?a=1&b=%C3%B6%26');
    expect(withParameter('/x', query, 'c', '3')).toBe('/x?a=1&b=%C3%A5&c=3');
    expect(query.toString()).toBe('a=1&b=%C3%A5');
  });

  it('lead to the same table as files', () => {
    const shown = html(<Downloads path="/x" query={new URLSearchParams('datum=2026-10-01')} />);
    expect(shown).toContain('href="/x?datum=2026-10-01&amp;format=csv"');
    expect(shown).toContain('href="/x?datum=2026-10-01&amp;format=xlsx"');
  });

  it('mark the tab one is on, whatever the query', () => {
    const items = [
      { href: '/a?datum=1', text: 'A' },
      { href: '/b?datum=1', text: 'B' },
    ];
    const shown = html(<Tabs label="Vyer" items={items} path="/b" />);
    expect(shown).toMatch(/href="\/b\?datum=1" aria-current="page"/);
    expect(shown.match(/aria-current/g)).toHaveLength(1);
  });
});

describe('the value a control shows', () => {
  const sent = new SentForm(
    new Map([
      ['share', [' tolv ']],
      ['empty', ['']],
    ]),
  );

  it.each([
    ['what was sent, right or wrong', sent, 'share', 12.5, 'tolv'],
    ['nothing, when it was sent empty', sent, 'empty', 12.5, ''],
    ['what is known, when it was not sent', sent, 'other', 'känt', 'känt'],
    ['what is known, when nothing was sent', null, 'share', 'känt', 'känt'],
    ['numbers with a decimal comma', null, 'share', 12.5, '12,5'],
    ['negative numbers too', null, 'share', -0.25, '-0,25'],
    ['whole numbers as they are', null, 'share', 12, '12'],
    ['texts with points as they are', null, 'share', 'kl. 10.42', 'kl. 10.42'],
    ['dates as they are', null, 'share', '2026-11-23', '2026-11-23'],
    ['nothing, when nothing is known', null, 'share', null, ''],
    ['nothing, when nothing is said', null, 'share', undefined, ''],
  ])('is %s', (_, form, name, known, expected) => {
    expect(shownValue(form, name, known)).toBe(expected);
  });
});

it('facts without a value are left out, and nought is a value', () => {
  const shown = html(
    <Facts
      facts={[
        ['A', 0],
        ['B', null],
        ['C', ''],
        ['D', undefined],
        ['E', 'e'],
      ]}
    />,
  );
  expect([...shown.matchAll(/<dt>(\w)<\/dt>/g)].map(found => found[1])).toEqual(['A', 'E']);
});

it('a state is told by a word, and its sign is not read aloud', () => {
  const shown = html(<State kind="late">skulle ha varit klart</State>);
  expect(shown).toMatch(/aria-hidden="true".*skulle ha varit klart/s);
});

describe('a table that is read row by row', () => {
  const columns = [
    { key: 'area', text: 'Område', cell: (row: string) => row },
    { key: 'done', text: `Klara "&`, numeric: true, cell: () => '3' },
  ];

  it('says the head of each cell beside it, and keeps its parts for those who hear it', () => {
    const shown = html(<Table caption="Täckning" stacks rows={['Norr']} columns={columns} />);
    expect(shown).toContain('data-head="Klara &quot;&amp;"');
    for (const part of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell'])
      expect(shown).toContain(`role="${part}"`);
  });

  it('is a plain table otherwise', () =>
    expect(html(<Table caption="Täckning" rows={['Norr']} columns={columns} />)).not.toContain('role='));
});

describe('choices of which some are folded', () => {
  it('stand in one group under the same name, each with an address of its own', () => {
    const options = ['a', 'b'].map(value => ({ value, text: value }));
    const older = { summary: 'Äldre', options: [{ value: 'c', text: 'c' }] };
    const shown = html(<Choices name="x" label="X" many options={options} folded={older} values={['c']} />);
    expect([...shown.matchAll(/id="(x-\d)"/g)].map(found => found[1])).toEqual(['x-0', 'x-1', 'x-2']);
    expect(shown).toMatch(/<details><summary>Äldre<\/summary>.*value="c" checked/s);
  });

  it('have no fold when nothing is in it', () =>
    expect(
      html(
        <Choices name="x" label="X" options={[]} folded={{ summary: 'Äldre', options: [] }} values={[]} />,
      ),
    ).not.toContain('details'));
});
