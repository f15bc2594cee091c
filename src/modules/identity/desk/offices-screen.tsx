import { Input } from 'antd';
import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { Page } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { Empty } from '../../../desk/parts/table.tsx';
import * as paths from '../../../desk/paths.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { offices } from './api.ts';
import { countOf, matching, type OfficeNode, treeOf } from './office-tree.ts';

/** The offices of the city; each leads to its people and posts. */
export function OfficesScreen() {
  const found = useReading(offices());
  const [question, setQuestion] = useState('');
  return (
    <Page title={words('机构与人员', 'Offices and staff')} lead={<Say text={words('选择机构，管理它的人员和岗位。', 'Choose an office to manage its people and posts.')} />}>
      <div className="toolbar">
        <label className="grow">
          <Say text={words('查找机构', 'Find an office')} />
          <Input value={question} allowClear maxLength={100} onChange={(event) => setQuestion(event.target.value)} />
        </label>
      </div>
      <Shown reading={found}>{(view) => <Tree nodes={treeOf(view.offices)} question={question} />}</Shown>
    </Page>
  );
}

function Tree({ nodes, question }: { readonly nodes: readonly OfficeNode[]; readonly question: string }) {
  const shown = matching(nodes, question);
  return (
    <section className="panel">
      <p className="soft small" role="status">
        <Say text={words(`${countOf(shown)} 个机构`, `${countOf(shown)} offices`)} />
      </p>
      {shown.length === 0 ? <Empty title={words('没有找到机构', 'No office was found')} /> : <Branch nodes={shown} depth={0} all={question.trim() !== ''} />}
    </section>
  );
}

interface BranchProps {
  readonly nodes: readonly OfficeNode[];
  readonly depth: number;
  /** a search opens the whole way to what it found */
  readonly all: boolean;
}

function Branch({ nodes, depth, all }: BranchProps) {
  return (
    <ul className="tree">
      {nodes.map(({ office, children }) => (
        <li key={office.id}>
          {children.length === 0 ? (
            <OfficeLink office={office} />
          ) : (
            <details open={all || depth === 0} key={String(all)}>
              <summary>
                <Say text={office.name} /> <span className="soft small">({children.length})</span>
              </summary>
              <p className="tree-own">
                <DeskLink to={paths.office(office.id)}>
                  <Say text={words('本级人员与岗位', 'People and posts of this office')} />
                  <span className="hidden">
                    : <Say text={office.name} />
                  </span>
                </DeskLink>
              </p>
              <Branch nodes={children} depth={depth + 1} all={all} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function OfficeLink({ office }: { readonly office: OfficeNode['office'] }) {
  return (
    <DeskLink to={paths.office(office.id)} className="tree-leaf">
      <Say text={office.name} />
    </DeskLink>
  );
}
