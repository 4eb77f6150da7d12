import ts from 'typescript';

/** The tables that decide who may see what, with the names of their models. */
const tables: Readonly<Record<string, string>> = { blocks: 'Block', mutes: 'Mute' };

/** The files that may read or write them. */
const allowed = [
  /^packages\/store\/src\/visibility\.ts$/,
  // The definition of the feed, written separately so that it can check the rest.
  /^packages\/store\/src\/feed\/reference\.ts$/,
  // Blocking and muting, and the lists of blocked and muted accounts.
  /^packages\/store\/src\/safety\//,
  /^packages\/store\/src\/postgres\/(migrations|models)\//,
];

const sqlWord = /\b(SELECT|INSERT|UPDATE|DELETE|FROM|JOIN|TRUNCATE|COPY|TABLE)\b/;

/** Reads of the tables outside the allowed files, as `file:line: reason`. */
export function visibilityProblems(file: string, text: string): string[] {
  if (allowed.some((pattern) => pattern.test(file))) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    const found = problemOf(node, source);
    if (found !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      problems.push(`${file}:${line + 1}: ${found}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function problemOf(node: ts.Node, source: ts.SourceFile): string | undefined {
  for (const [table, model] of Object.entries(tables)) {
    if (isSqlOf(node, source, table)) return `reads the table ${table}`;
    if (isModel(node, model)) return `uses the model ${model}`;
  }
  return undefined;
}

/** A text that is SQL and names the table, or one that is nothing but its name. */
function isSqlOf(node: ts.Node, source: ts.SourceFile, table: string): boolean {
  const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
  if (isText && node.text === table) return true;
  if (!isText && !ts.isTemplateExpression(node)) return false;
  const text = node.getText(source);
  return sqlWord.test(text) && new RegExp(`\\b${table}\\b`).test(text);
}

/** `models.Block`, or `{ Block }` in a destructuring. */
function isModel(node: ts.Node, model: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === model;
  if (!ts.isBindingElement(node)) return false;
  const name = node.propertyName ?? node.name;
  return ts.isIdentifier(name) && name.text === model;
}
