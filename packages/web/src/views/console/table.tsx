import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly head: string;
  /** Whether the cell names the row. */
  readonly names?: boolean;
  cell(row: Row): ComponentChildren;
}

export interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
}

/** Where there is little room, each row becomes a card. The roles keep it a table for screen readers then. */
export function Table<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <table class="card table" role="table">
      <caption class="sr">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ head }) => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ head, names, cell }) =>
              names ? (
                <th key={head} role="rowheader" scope="row" data-head={head}>
                  <div>{cell(row)}</div>
                </th>
              ) : (
                <td key={head} role="cell" data-head={head}>
                  <div>{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
