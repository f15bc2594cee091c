import { type Text, words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { type Column, Table } from '../../../desk/parts/table.tsx';
import { Time } from '../../../desk/parts/time.tsx';
import * as paths from '../../../desk/paths.ts';
import type { AuditEvent } from './api.ts';

export const resultWords = {
  done: { label: words('完成', 'Done'), tone: 'good' },
  refused: { label: words('不符合规则', 'Refused by a rule'), tone: 'warn' },
  denied: { label: words('无权', 'Denied'), tone: 'bad' },
} as const satisfies Record<AuditEvent['result'], { label: Text; tone: string }>;

const roleWords: Readonly<Record<string, Text>> = {
  public: words('公众', 'Public'),
  citizen: words('个人', 'Citizen'),
  clerk: words('受理人员', 'Clerk'),
  approver: words('审批人员', 'Approver'),
  auditor: words('审计人员', 'Auditor'),
  admin: words('系统管理员', 'Administrator'),
};

const columns: readonly Column<AuditEvent>[] = [
  { name: 'name', label: words('行为', 'Act'), heads: true, cell: (event) => <code>{event.name}</code> },
  { name: 'at', label: words('时间', 'Time'), narrow: true, cell: (event) => <Time at={event.at} /> },
  { name: 'result', label: words('结果', 'Result'), cell: (event) => <Result result={event.result} /> },
  { name: 'who', label: words('谁', 'Who'), cell: (event) => <Who event={event} /> },
  { name: 'object', label: words('对象', 'Object'), cell: (event) => <ObjectOf event={event} /> },
  { name: 'detail', label: words('详情', 'Detail'), wide: true, cell: (event) => <Detail event={event} /> },
];

export function EventTable({ events, busy }: { readonly events: readonly AuditEvent[]; readonly busy: boolean }) {
  return (
    <div className={busy ? 'table-busy' : ''} aria-busy={busy}>
      <Table caption={words('审计事件', 'Audit events')} columns={columns} rows={events} keyOf={(event) => event.id} empty={words('没有符合条件的事件', 'No events match')} emptyHint={words('放宽条件后再查。', 'Try wider filters.')} />
    </div>
  );
}

function Result({ result }: { readonly result: AuditEvent['result'] }) {
  const { label, tone } = resultWords[result];
  return (
    <span className={`sign sign-${tone}`}>
      <Say text={label} />
    </span>
  );
}

function Who({ event }: { readonly event: AuditEvent }) {
  return (
    <>
      <Say text={roleWords[event.role] ?? words(event.role, event.role)} />
      {event.office === null ? null : (
        <>
          {' · '}
          <Say text={event.office} />
        </>
      )}
      {event.person === null ? null : <code className="id">{event.person}</code>}
    </>
  );
}

function ObjectOf({ event }: { readonly event: AuditEvent }) {
  if (event.objectKind === null && event.case === null) return <span className="soft">—</span>;
  return (
    <>
      {event.objectKind === null || event.objectId === event.case ? null : (
        <>
          {event.objectKind}
          <code className="id">{event.objectId}</code>
        </>
      )}
      {event.case === null ? null : (
        <>
          <DeskLink to={paths.theCase(event.case)}>
            <Say text={words('办件', 'case')} />
          </DeskLink>
          <code className="id">{event.case}</code>
        </>
      )}
    </>
  );
}

function Detail({ event }: { readonly event: AuditEvent }) {
  const detail = Object.entries(event.detail);
  return (
    <details>
      <summary>
        <Say text={words('展开', 'Show')} />
      </summary>
      <ul className="plain small">
        {event.fields.length === 0 ? null : (
          <li>
            <Say text={words('字段', 'Fields')} />: {event.fields.join(', ')}
          </li>
        )}
        {detail.map(([name, value]) => (
          <li key={name}>
            {name}: <code>{String(value)}</code>
          </li>
        ))}
        <li>
          <Say text={words('请求编号', 'Request')} />: <code>{event.requestId}</code>
        </li>
      </ul>
    </details>
  );
}
