import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../../kernel/problem.ts';
import { words } from '../../../kernel/text.ts';
import { kindOf, Refused } from '../../../desk/api.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { useFilters } from '../../../desk/parts/address.ts';
import { Choice } from '../../../desk/parts/choice.tsx';
import { Page } from '../../../desk/parts/page.tsx';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import { saveBlob } from '../../../desk/parts/save-blob.ts';
import { Shown } from '../../../desk/parts/shown.tsx';
import { Pager } from '../../../desk/parts/table.tsx';
import { usePages } from '../../../desk/parts/use-pages.ts';
import * as paths from '../../../desk/paths.ts';
import { useProof } from '../../../desk/proof.tsx';
import { useSession } from '../../../desk/session.tsx';
import { useReading } from '../../../desk/use-reading.ts';
import { events, exportedEvents } from './api.ts';
import { type EventFilters, tidyFilters, wrongIds } from './event-filters.ts';
import { EventTable, resultWords } from './event-table.tsx';

/** The audit book: who did what, when, to which object. The search itself stands in the book too. */
export function EventsScreen() {
  const { filters: typed, set } = useFilters(paths.events);
  const filters = tidyFilters(typed);
  const wrong = wrongIds(filters);
  const pages = usePages(JSON.stringify(filters));
  const found = useReading(events({ ...filters, after: pages.after }), { keep: true, enabled: wrong.length === 0 });
  return (
    <Page title={words('审计事件', 'Audit events')} lead={<Say text={words('每一次办理、查询和拒绝都记在这里；本次查询也会留下记录。', 'Every act, look-up and refusal stands here; this search is recorded too.')} />} beside={<Export filters={filters} />}>
      <FilterForm key={JSON.stringify(filters)} filters={filters} wrong={wrong} search={(next) => set({ from: '', to: '', name: '', person: '', object: '', case: '', result: '', ...next })} />
      {wrong.length > 0 ? null : (
        <Shown reading={found}>
          {(view) => (
            <>
              <EventTable events={view.events} busy={found.isPlaceholderData} />
              <Pager label={words('事件翻页', 'Pages of events')} page={pages.page} next={view.next} busy={found.isPlaceholderData} toNext={() => pages.toNext(view.next)} toPrevious={pages.toPrevious} />
            </>
          )}
        </Shown>
      )}
    </Page>
  );
}

interface FilterProps {
  readonly filters: EventFilters;
  readonly wrong: readonly ('person' | 'case')[];
  readonly search: (filters: EventFilters) => void;
}

function FilterForm({ filters, wrong, search }: FilterProps) {
  const say = useSay();
  const [typed, setTyped] = useState<Readonly<Record<string, string | undefined>>>(filters);
  const field = (name: keyof EventFilters, label: ReturnType<typeof words>, more: { type?: string; hint?: ReturnType<typeof words> } = {}) => (
    <label>
      <Say text={label} />
      <Input
        type={more.type ?? 'text'}
        value={typed[name] ?? ''}
        maxLength={100}
        status={(wrong as readonly string[]).includes(name) ? 'error' : ''}
        aria-invalid={(wrong as readonly string[]).includes(name)}
        {...(more.hint ? { placeholder: say(more.hint) } : {})}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
    </label>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(tidyFilters(typed));
  };
  return (
    <form className="toolbar filters" onSubmit={submit} aria-label={say(words('筛选事件', 'Filter the events'))}>
      {field('from', words('起始日期', 'From'), { type: 'date' })}
      {field('to', words('截止日期', 'To'), { type: 'date' })}
      {field('name', words('行为', 'Act'), { hint: words('如 cases.accept', 'for example cases.accept') })}
      {field('object', words('对象编号', 'Id of the object'))}
      {field('case', words('办件编号', 'Id of the case'))}
      {field('person', words('人员编号', 'Id of the person'))}
      <label>
        <Say text={words('结果', 'Result')} />
        <Choice none={words('全部', 'All')} value={typed.result} onChange={(result) => setTyped({ ...typed, result })} options={Object.entries(resultWords).map(([value, { label }]) => ({ value, label }))} />
      </label>
      <span className="toolbar-acts">
        <Button type="primary" htmlType="submit">
          {say(words('查询', 'Search'))}
        </Button>
        <Button onClick={() => search({})}>{say(words('清除', 'Clear'))}</Button>
      </span>
      {wrong.length === 0 ? null : (
        <p className="filters-wrong" role="alert">
          <Say text={words('编号是 36 位字符，可从事件列表复制。', 'An id has 36 characters; copy it from the list of events.')} />
        </p>
      )}
    </form>
  );
}

/** Taking the book out wants a fresh proof of identity, and is itself an event. */
function Export({ filters }: { readonly filters: EventFilters }) {
  const say = useSay();
  const { api } = useSession();
  const proof = useProof();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const fetchOnce = async (again: boolean): Promise<void> => {
    try {
      const { blob, fileName } = await api.bytes(exportedEvents({ ...filters }));
      saveBlob(blob, fileName ?? 'audit.csv');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (again && kindOf(error.problem) === 'fresh-proof-needed' && (await proof.ask())) return fetchOnce(false);
      setProblem(error.problem);
    }
  };
  const run = async () => {
    setPending(true);
    setProblem(null);
    await fetchOnce(true).finally(() => setPending(false));
  };
  return (
    <div>
      <Button loading={pending} onClick={() => void run()}>
        {say(words('导出为表格', 'Export as a table'))}
      </Button>
      <ProblemNotice problem={problem} retry={run} />
    </div>
  );
}
