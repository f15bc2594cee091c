import { useId, useRef, useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import { useDeed } from '../../../desk/use-deed.ts';
import { type CaseView, type MaterialView, uploadMaterial } from './api.ts';

/** The browser's own field: what is chosen is sent at once, and what became of it is said aloud. */
export function UploadField({ view, material }: { readonly view: CaseView; readonly material: MaterialView }) {
  const say = useSay();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState('');
  const deed = useDeed(uploadMaterial(view.id, material.id));
  const accepts = material.accepts ?? [];

  const sendAll = async (files: readonly File[]) => {
    let { version } = view;
    for (const file of files) {
      setStatus(say(words(`正在上传 ${file.name}`, `Uploading ${file.name}`)));
      const done = await deed.send({ version }, file);
      if (done === null) {
        setStatus(say(words(`${file.name} 没有上传`, `${file.name} was not uploaded`)));
        return;
      }
      version = done.version;
      setStatus(say(words(`已上传 ${done.name}`, `Uploaded ${done.name}`)));
    }
  };

  return (
    <div className="upload">
      <label htmlFor={id}>
        <Say text={words(`上传扫描件：${material.name.zh}`, `Upload a scan: ${say(material.name)}`)} />
      </label>
      <input
        ref={field}
        id={id}
        type="file"
        multiple
        accept={accepts.map((kind) => (kind === 'jpg' ? '.jpg,.jpeg' : `.${kind}`)).join(',')}
        disabled={deed.pending}
        aria-describedby={`${id}-hint`}
        onChange={async (event) => {
          const files = [...(event.target.files ?? [])];
          await sendAll(files);
          // The same file may be chosen again after it was put right.
          if (field.current) field.current.value = '';
        }}
      />
      <span id={`${id}-hint`} className="soft small">
        {accepts.join(' / ').toUpperCase()}
      </span>
      <span role="status" className="small">
        {status}
      </span>
      <ProblemNotice problem={deed.problem} retry={deed.retry} />
    </div>
  );
}
