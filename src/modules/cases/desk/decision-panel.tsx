import { words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { type Fact, Facts } from '../../../desk/parts/facts.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import * as paths from '../../../desk/paths.ts';
import type { CaseView } from './api.ts';

/** How the case ended and what came of it, or why the rule left it to a person. */
export function DecisionPanel({ view }: { readonly view: CaseView }) {
  const { decision, failedConditions, licences } = view;
  if (decision === null && view.reason === null && failedConditions.length === 0 && licences.length === 0) return null;
  return (
    <Panel title={decision === null && view.reason === null ? words('规则意见', 'What the rule says') : words('办理结果', 'The result')}>
      <Facts facts={factsOf(view)} />
      {failedConditions.length === 0 ? null : (
        <>
          <p className="panel-lead">
            <Say text={words('公布的规则不能当场决定，需要人工审批：', 'The published rule cannot decide this; a person must:')} />
          </p>
          <ul className="plain">
            {failedConditions.map((condition) => (
              <li key={condition.zh}>
                <Say text={condition} />
              </li>
            ))}
          </ul>
        </>
      )}
      {licences.length === 0 ? null : (
        <ul className="licence-links">
          {licences.map((licence) => (
            <li key={licence.id}>
              <DeskLink to={paths.licence(licence.id)}>
                <Say text={licence.typeName} /> {licence.number}
              </DeskLink>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function factsOf({ decision, reason, stateName }: CaseView): readonly Fact[] {
  const ended: Fact[] = reason === null ? [] : [{ label: words('理由', 'Reason'), value: reason, wide: true }];
  if (decision === null) return ended;
  const by = decision.by === 'rule' ? words(`公布规则 ${decision.rule}（第 ${decision.ruleVersion} 版）`, `Published rule ${decision.rule} (version ${decision.ruleVersion})`) : words('审批人员', 'An approver');
  return [
    { label: words('决定', 'Decision'), value: <Say text={stateName} /> },
    { label: words('决定日', 'Decided on'), value: <LegalDay on={decision.on} /> },
    { label: words('作出决定的', 'Decided by'), value: <Say text={by} /> },
    ...(ended.length > 0 ? ended : decision.reason === null ? [] : [{ label: words('理由', 'Reason'), value: decision.reason, wide: true }]),
  ];
}
