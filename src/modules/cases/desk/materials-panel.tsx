import type { ReactNode } from 'react';
import { type Text, words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { Evidence } from '../../../desk/parts/evidence.tsx';
import { FileView } from '../../../desk/parts/file-view.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { Time } from '../../../desk/parts/time.tsx';
import { evidenceWords } from './evidence-words.ts';
import { type CaseView, fileOf, type MaterialView, type SuppliedView } from './api.ts';

interface Props {
  readonly view: CaseView;
  readonly title?: Text;
  /** what may be done with a material here, for example its upload */
  readonly beside?: (material: MaterialView) => ReactNode;
  readonly besideFile?: (supplied: SuppliedView, material: MaterialView) => ReactNode;
}

/** What the item asks for, who supplied it, and the proof of it. */
export function MaterialsPanel({ view, title = words('材料', 'Documents'), beside, besideFile }: Props) {
  return (
    <Panel title={title} beside={<Counts view={view} />}>
      <ul className="materials">
        {view.materials.map((material) => (
          <li key={material.id} className="material">
            <div className="material-head">
              <h3>
                <Say text={material.name} />
              </h3>
              <Standing material={material} />
            </div>
            {material.missing || material.by === null ? (
              <p className="soft small">
                <Say text={material.standard} />
              </p>
            ) : null}
            {material.remark === null ? null : (
              <p className="soft small">
                <Say text={material.remark} />
              </p>
            )}
            {material.supplied.map((supplied) => (
              <div key={supplied.row} className="material-row">
                <Supplied view={view} material={material} supplied={supplied} />
                {besideFile?.(supplied, material)}
              </div>
            ))}
            {beside?.(material)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Counts({ view }: { readonly view: CaseView }) {
  const { asked, government } = view.figures;
  return (
    <span className="soft small">
      <Say text={words(`群众提交 ${asked} 份，政府取得 ${government} 份`, `${asked} from the applicant, ${government} from the government`)} />
    </span>
  );
}

function Standing({ material }: { readonly material: MaterialView }) {
  const { tone, label } = standingOf(material);
  return (
    <span className={`sign sign-${tone}`}>
      <Say text={label} />
    </span>
  );
}

function standingOf({ by, declared, missing }: MaterialView): { tone: string; label: Text } {
  if (missing) return { tone: 'warn', label: words('缺少', 'Missing') };
  if (by === 'government') return { tone: 'good', label: words('政府取得', 'From the government') };
  if (by === 'form') return { tone: 'soft', label: words('由申请表生成', 'Made from the form') };
  if (declared) return { tone: 'accent', label: words('告知承诺', 'Declared') };
  if (by === 'applicant') return { tone: 'accent', label: words('申请人提交', 'From the applicant') };
  return { tone: 'soft', label: words('非必需', 'Not needed in every case') };
}

function Supplied({ view, material, supplied }: { readonly view: CaseView; readonly material: MaterialView; readonly supplied: SuppliedView }) {
  const { evidence, file } = supplied;
  if (evidence !== null) {
    const values = Object.entries(evidence.values).map(([name, value]) => ({ label: evidenceWords(name), value }));
    return <Evidence evidence={{ ...evidence, values }} />;
  }
  if (file === null) return null;
  return (
    <div>
      <FileView file={fileOf(view.id, supplied.row)} name={file.name} mediaType={file.mediaType} of={material.name} />
      <p className="soft small">
        {sizeOf(file.size)}
        {file.pages > 1 ? (
          <>
            {' · '}
            <Say text={words(`${file.pages} 页`, `${file.pages} pages`)} />
          </>
        ) : null}
        {' · '}
        <Time at={supplied.at} />
      </p>
    </div>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
