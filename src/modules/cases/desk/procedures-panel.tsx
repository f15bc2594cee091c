import { words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { type Fact, Facts } from '../../../desk/parts/facts.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import type { CaseView } from './api.ts';

/** Special procedures with their written notices and results. */
export function ProceduresPanel({ view }: { readonly view: CaseView }) {
  if (view.procedures.length === 0) return null;
  return (
    <Panel title={words('特别程序', 'Special procedures')}>
      {view.procedures.map((procedure) => (
        <section key={procedure.id} className="answers">
          <h3>
            <Say text={procedure.name} />
          </h3>
          <Facts facts={factsOf(procedure)} />
        </section>
      ))}
    </Panel>
  );
}

function factsOf(procedure: CaseView['procedures'][number]): readonly Fact[] {
  const passed = procedure.passed === null ? null : procedure.passed ? words('符合要求', 'Passed') : words('不符合要求', 'Not passed');
  return [
    { label: words('开始', 'From'), value: <LegalDay on={procedure.startedOn} /> },
    procedure.endedOn === null ? { label: words('计划完成', 'Planned for'), value: <LegalDay on={procedure.plannedOn} /> } : { label: words('结束', 'To'), value: <LegalDay on={procedure.endedOn} /> },
    { label: words('结论', 'Finding'), value: passed === null ? null : <Say text={passed} /> },
    { label: words('启动理由', 'Why'), value: procedure.reason, wide: true },
    { label: words('书面告知', 'Written notice'), value: <Say text={procedure.notice} />, wide: true },
    ...(procedure.result === null ? [] : [{ label: words('核查情况', 'What was found'), value: procedure.result, wide: true }]),
  ];
}
