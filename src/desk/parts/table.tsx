import { Button } from 'antd';
import type { ReactNode } from 'react';
import { type Text, words } from '../../kernel/text.ts';
import { Say, useSay } from '../locale.tsx';

export interface Column<Row> {
  readonly name: string;
  readonly label: Text;
  readonly cell: (row: Row) => ReactNode;
  /** the cell that names the row; exactly one column of a table */
  readonly heads?: boolean;
  readonly narrow?: boolean;
  readonly numeric?: boolean;
  /** takes a line of its own on a narrow screen, for example its buttons */
  readonly wide?: boolean;
}

interface Props<Row> {
  readonly caption: Text;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly empty: Text;
  /** what to do about an empty table */
  readonly emptyHint?: Text;
}

/** A plain table, which becomes a list of cards on a narrow screen. Long names wrap; nothing is cut off. */
export function Table<Row>({ caption, columns, rows, keyOf, empty, emptyHint }: Props<Row>) {
  if (rows.length === 0) return <Empty title={empty} {...(emptyHint ? { hint: emptyHint } : {})} />;
  return (
    <table className="table">
      <caption className="hidden">
        <Say text={caption} />
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} scope="col" className={kindOf(column)}>
              <Say text={column.label} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <Cell key={column.name} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const inner = (
    <>
      <span className="table-label" aria-hidden="true">
        <Say text={column.label} />
      </span>
      <span className="table-value">{column.cell(row)}</span>
    </>
  );
  return column.heads ? (
    <th scope="row" className={kindOf(column)}>
      {inner}
    </th>
  ) : (
    <td className={kindOf(column)}>{inner}</td>
  );
}

function kindOf({ narrow, numeric, wide }: Pick<Column<never>, 'narrow' | 'numeric' | 'wide'>): string | undefined {
  return [narrow ? 'narrow' : '', numeric ? 'numeric' : '', wide ? 'wide' : ''].filter(Boolean).join(' ') || undefined;
}

export function Empty({ title, hint }: { readonly title: Text; readonly hint?: Text }) {
  return (
    <div className="empty">
      <svg className="empty-mark" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M9 14h30v24H9z M9 22h9l3 5h6l3-5h9 M17 8h14" />
      </svg>
      <p className="empty-title">
        <Say text={title} />
      </p>
      {hint ? (
        <p className="soft">
          <Say text={hint} />
        </p>
      ) : null}
    </div>
  );
}

interface PagerProps {
  readonly label: Text;
  readonly page: number;
  readonly next: string | null;
  readonly busy: boolean;
  readonly toNext: () => void;
  readonly toPrevious: () => void;
}

/** Keyset paging: the server is asked for what follows the last row, so that page 200 is as fast as page 1. */
export function Pager({ label, page, next, busy, toNext, toPrevious }: PagerProps) {
  const say = useSay();
  if (page === 1 && next === null) return null;
  return (
    <nav className="pager" aria-label={say(label)}>
      <Button onClick={toPrevious} disabled={page === 1 || busy}>
        {say(words('上一页', 'Previous'))}
      </Button>
      <span aria-live="polite">{say(words(`第 ${page} 页`, `Page ${page}`))}</span>
      <Button onClick={toNext} disabled={next === null || busy}>
        {say(words('下一页', 'Next'))}
      </Button>
    </nav>
  );
}
