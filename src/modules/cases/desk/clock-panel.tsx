import { words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { LightSign } from '../../../desk/parts/light-sign.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { Timeline } from '../../../desk/parts/timeline.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import type { CaseView } from './api.ts';

/** The limits of the case and every date with its sentence. */
export function ClockPanel({ view }: { readonly view: CaseView }) {
  const { figures } = view;
  const unit = figures.unit === 'working-day' ? words('个工作日', ' working days') : words('日', ' days');
  return (
    <>
      <Panel title={words('期限', 'Limits')} beside={<LightSign light={view.light} />}>
        <dl className="figures">
          <Figure label={words('已用 / 承诺', 'Used / promised')} value={`${figures.usedDays ?? '—'} / ${figures.promisedDays}`} unit={unit} />
          <Figure label={words('跑动次数', 'Visits made')} value={String(figures.visits)} unit={words('次', '')} />
          <Figure label={words('需要群众提交', 'Asked of the applicant')} value={String(figures.asked)} unit={words('份', '')} />
          <Figure label={words('政府取得', 'From the government')} value={String(figures.government)} unit={words('份', '')} />
        </dl>
        {figures.promisedDueOn === null ? null : (
          <p>
            <Say text={words('承诺办结日', 'Promised by')} /> <LegalDay on={figures.promisedDueOn} />
          </p>
        )}
        {figures.legalDueOn === null ? null : (
          <p>
            <Say text={words('法定办结日', 'Due by law')} /> <LegalDay on={figures.legalDueOn} />
          </p>
        )}
        {figures.provisionalYear === null ? null : (
          <p className="soft small">
            <Say text={words(`${figures.provisionalYear} 年放假安排尚未公布，日期为暂定。`, `The calendar of ${figures.provisionalYear} is not published yet: the days are provisional.`)} />
          </p>
        )}
      </Panel>
      {view.timeline.length === 0 ? null : (
        <Panel title={words('时间线', 'Timeline')}>
          <Timeline entries={view.timeline} />
        </Panel>
      )}
    </>
  );
}

function Figure({ label, value, unit }: { readonly label: ReturnType<typeof words>; readonly value: string; readonly unit: ReturnType<typeof words> }) {
  return (
    <div className="figure">
      <dt>
        <Say text={label} />
      </dt>
      <dd>
        <b>{value}</b> <Say text={unit} />
      </dd>
    </div>
  );
}
