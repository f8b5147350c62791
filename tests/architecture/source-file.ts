import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseSync } from 'vite';

export const root = path.join(import.meta.dirname, '../..');

/** Something in a file that a rule looks at, with the line it stands on. */
export type Found = { readonly line: number; readonly text: string };

/** `forTypes`: nothing is left of it when the program runs. */
export type Import = Found & { readonly forTypes: boolean };

/** One file of the program as the rules of the house see it. */
export type SourceFile = {
  /** From the root of the repository, with forward slashes: 'app/organisation/unit.ts'. */
  readonly path: string;
  readonly lines: number;
  /** What it imports: a file of our own as its path, anything else as it is written. Types count too. */
  readonly imports: readonly Import[];
  /** The texts in it, between quotes or tags, that are not the values of a list or the members of a type. */
  readonly texts: readonly Found[];
  /** The values of the lists at its top, their keys and the members of its types: the words of the domain. */
  readonly values: readonly string[];
  /** Names read from something, as 'db' in `tx.db`. */
  readonly members: readonly Found[];
  /** What it exports by name: types, interfaces and classes apart from the rest, each with the comment before it. */
  readonly exports: readonly Exported[];
  /** What it exports out of other files: the names, or null for all of them. */
  readonly passesOn: readonly { readonly from: string; readonly names: readonly string[] | null }[];
  readonly hasDefaultExport: boolean;
};

export type Exported = {
  readonly name: string;
  readonly kind: 'type' | 'class' | 'other';
  /** The documentation above it, without stars; '' when there is none. */
  readonly comment: string;
};

type Node = { readonly type: string; readonly start: number; readonly end: number } & Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const childrenOf = (node: Node): Node[] =>
  Object.values(node)
    .flatMap(value => (Array.isArray(value) ? value : [value]))
    .filter(isNode);

const aliases = /^#(app|demo|statistics|tests)\//;

const resolveImport = (from: string, specifier: string): string => {
  if (aliases.test(specifier)) return specifier.slice(1);
  return specifier.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier))
    : specifier;
};

/** A list of values: an array or object of plain literals, alone or in a Map or Set; no function stands in it. */
const isData = (node: Node): boolean => {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return (node.expressions as unknown[]).length === 0;
    case 'ArrayExpression':
    case 'ObjectExpression':
      return childrenOf(node).every(isData);
    case 'Property':
      return isNode(node.value) && isData(node.value);
    case 'SpreadElement':
    case 'Identifier':
    case 'MemberExpression':
      return true;
    case 'UnaryExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return (
        isNode((node.argument ?? node.expression) as unknown) &&
        isData((node.argument ?? node.expression) as Node)
      );
    case 'NewExpression':
      return (
        isNode(node.callee) &&
        /^(Map|Set)$/.test(String(node.callee.name)) &&
        (node.arguments as Node[]).every(isData)
      );
    default:
      return false;
  }
};

const isCollection = (node: Node): boolean =>
  /^(Array|Object|New|TSAs|TSSatisfies)Expression$/.test(node.type);

/** The lists at the top of a file: what every `const` there is made of, when that is nothing but data. */
const topLists = (statement: Node): Node[] => {
  const declaration = isNode(statement.declaration) ? statement.declaration : statement;
  if (declaration.type !== 'VariableDeclaration' || declaration.kind !== 'const') return [];
  return childrenOf(declaration).flatMap(({ init }) =>
    isNode(init) && isCollection(init) && isData(init) ? [init] : [],
  );
};

const plainText = (comment: string): string =>
  comment
    .split('\n')
    .map(line => line.replace(/^\s*\*+\s?/, '').trimEnd())
    .join('\n')
    .trim();

/** Reads one file of TypeScript. The parser is the one that builds the program. */
export const readSource = (file: string, code: string): SourceFile => {
  const { program, module, comments, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const lineAt = (position: number): number => code.slice(0, position).split('\n').length;
  const imports: Import[] = [];
  const texts: Found[] = [];
  const values: string[] = [];
  const members: Found[] = [];
  const exports: Exported[] = [];
  const addImport = (specifier: string, position: number, forTypes: boolean) =>
    imports.push({ line: lineAt(position), text: resolveImport(file, specifier), forTypes });

  for (const { moduleRequest, entries, start } of module.staticImports) {
    addImport(moduleRequest.value, start, entries.length > 0 && entries.every(entry => entry.isType));
  }
  for (const { entries, start } of module.staticExports) {
    const request = entries.find(entry => entry.moduleRequest)?.moduleRequest;
    if (request)
      addImport(
        request.value,
        start,
        entries.every(entry => entry.isType),
      );
  }

  // A page has no values of its own: what stands in a list there is text.
  const lists = new Set(file.endsWith('.tsx') ? [] : (program.body as unknown as Node[]).flatMap(topLists));
  const walk = (node: Node, inList: boolean): void => {
    const list = inList || lists.has(node) || node.type === 'TSLiteralType';
    const keep = (text: string, position: number) =>
      list ? values.push(text) : texts.push({ line: lineAt(position), text });
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return;
    if (node.type === 'ImportExpression' && isNode(node.source) && typeof node.source.value === 'string') {
      addImport(node.source.value, node.start, false);
      return;
    }
    if (node.type === 'TSImportType' && isNode(node.source) && typeof node.source.value === 'string') {
      addImport(node.source.value, node.start, true);
    }
    if (node.type === 'Literal' && typeof node.value === 'string') keep(node.value, node.start);
    if (node.type === 'JSXText' && typeof node.value === 'string') keep(node.value, node.start);
    if (node.type === 'TemplateElement') keep((node.value as { raw: string }).raw, node.start);
    if (node.type === 'Property' && list && isNode(node.key) && typeof node.key.name === 'string') {
      values.push(node.key.name);
    }
    if (node.type === 'MemberExpression' && isNode(node.property) && typeof node.property.name === 'string') {
      members.push({ line: lineAt(node.start), text: code.slice(node.start, node.end).replace(/\s+/g, '') });
    }
    for (const child of childrenOf(node)) walk(child, list);
  };
  walk(program as unknown as Node, false);

  for (const statement of program.body as unknown as Node[]) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (!isNode(declaration)) continue;
    const before = comments.findLast(
      comment => comment.end <= statement.start && code.slice(comment.end, statement.start).trim() === '',
    );
    const comment = before?.type === 'Block' && before.value.startsWith('*') ? plainText(before.value) : '';
    const declared = isNode(declaration.id)
      ? [declaration.id]
      : childrenOf(declaration).flatMap(one => (isNode(one.id) ? [one.id] : []));
    const isType =
      declaration.type === 'TSTypeAliasDeclaration' || declaration.type === 'TSInterfaceDeclaration';
    const kind = isType ? 'type' : declaration.type === 'ClassDeclaration' ? 'class' : 'other';
    for (const { name } of declared) if (typeof name === 'string') exports.push({ name, kind, comment });
  }

  return {
    ...{ path: file, lines: code.split('\n').length - 1, imports, texts, values, members, exports },
    passesOn: module.staticExports.flatMap(({ entries }) => {
      const request = entries.find(entry => entry.moduleRequest)?.moduleRequest;
      const names = entries.flatMap(({ importName }) => importName.name ?? []);
      const all = entries.some(({ importName }) => importName.kind === 'AllButDefault');
      return request ? [{ from: resolveImport(file, request.value), names: all ? null : names }] : [];
    }),
    hasDefaultExport: module.staticExports.some(({ entries }) =>
      entries.some(({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default'),
    ),
  };
};

/** The files below a folder of the repository, from its root; none when there is no such folder. */
export const filesBelow = (folder: string): string[] => {
  const full = path.join(root, folder);
  if (!fs.existsSync(full)) return [];
  return fs
    .readdirSync(full, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
};

/** Every source file below some folders. */
export const readSources = (folders: readonly string[]): SourceFile[] =>
  folders
    .flatMap(filesBelow)
    .filter(file => /\.tsx?$/.test(file))
    .map(file => readSource(file, fs.readFileSync(path.join(root, file), 'utf8')));
