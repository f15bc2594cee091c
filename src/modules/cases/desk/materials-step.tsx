import { Button } from 'antd';
import { words } from '../../../kernel/text.ts';
import { useSay } from '../../../desk/locale.tsx';
import { isAllowed } from '../../../desk/parts/acts.ts';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import { useDeed } from '../../../desk/use-deed.ts';
import { type CaseView, type MaterialView, removeFile, type SuppliedView } from './api.ts';
import { MaterialsPanel } from './materials-panel.tsx';
import { UploadField } from './upload-field.tsx';

/** The documents at the window: what the government has is there already, what the person brought is scanned. */
export function MaterialsStep({ view }: { readonly view: CaseView }) {
  const mayAdd = isAllowed(view.acts, 'add-material');
  const mayRemove = isAllowed(view.acts, 'remove-material');
  return (
    <div id="materials" className="panel-next">
      <MaterialsPanel
        view={view}
        title={words('2 材料', '2 Documents')}
        beside={(material) => (mayAdd && wantsFile(material) ? <UploadField view={view} material={material} /> : null)}
        besideFile={(supplied, material) => (mayRemove && supplied.file !== null ? <Remove view={view} supplied={supplied} material={material} /> : null)}
      />
    </div>
  );
}

function wantsFile({ accepts, by }: MaterialView): boolean {
  return accepts !== null && accepts.length > 0 && by !== 'government';
}

function Remove({ view, supplied, material }: { readonly view: CaseView; readonly supplied: SuppliedView; readonly material: MaterialView }) {
  const say = useSay();
  const deed = useDeed(removeFile(view.id, supplied.row));
  return (
    <>
      <Button size="small" danger loading={deed.pending} onClick={() => void deed.send({ version: view.version })} aria-label={`${say(words('删除', 'Remove'))} ${say(material.name)}: ${supplied.file?.name ?? ''}`}>
        {say(words('删除', 'Remove'))}
      </Button>
      <ProblemNotice problem={deed.problem} retry={deed.retry} />
    </>
  );
}
