import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Problem } from '../../kernel/problem.ts';
import { type Text, words } from '../../kernel/text.ts';
import { addressOf, type Reading, Refused } from '../api.ts';
import { useSay } from '../locale.tsx';
import { useSession } from '../session.tsx';
import { ProblemNotice } from './problem-notice.tsx';

interface Props {
  readonly file: Reading<Blob>;
  readonly name: string;
  readonly mediaType: string;
  readonly of: Text;
}

type Fetched = { readonly kind: 'closed' } | { readonly kind: 'coming' } | { readonly kind: 'here'; readonly address: string; readonly mediaType: string } | { readonly kind: 'refused'; readonly problem: Problem };

/** Pictures and PDFs can be looked at here; anything else is only saved. The type is set here, never taken from a guess. */
const showable: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** A file of a case: fetched when somebody wants to see it, shown where nothing in it can run. */
export function FileView({ file, name, mediaType, of }: Props) {
  const say = useSay();
  const { api } = useSession();
  const [fetched, setFetched] = useState<Fetched>({ kind: 'closed' });
  const address = fetched.kind === 'here' ? fetched.address : null;
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);

  const open = async () => {
    setFetched({ kind: 'coming' });
    try {
      const { blob } = await api.bytes(file);
      const type = showable.has(mediaType) ? mediaType : 'application/octet-stream';
      setFetched({ kind: 'here', address: URL.createObjectURL(new Blob([blob], { type })), mediaType: type });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFetched({ kind: 'refused', problem: error.problem });
    }
  };

  const label = `${say(of)}: ${name}`;
  return (
    <div className="file">
      <div className="file-head">
        <span className="file-name">{name}</span>
        {fetched.kind === 'here' ? (
          <Button size="small" onClick={() => setFetched({ kind: 'closed' })} aria-label={`${say(words('收起', 'Close'))} ${label}`}>
            {say(words('收起', 'Close'))}
          </Button>
        ) : (
          <Button size="small" loading={fetched.kind === 'coming'} onClick={() => void open()} aria-label={`${say(words('预览', 'Look at'))} ${label}`}>
            {say(words('预览', 'Look at'))}
          </Button>
        )}
        <a href={addressOf(file)} download={name} aria-label={`${say(words('下载', 'Save'))} ${label}`}>
          {say(words('下载', 'Save'))}
        </a>
      </div>
      {fetched.kind === 'refused' ? <ProblemNotice problem={fetched.problem} retry={open} /> : null}
      {fetched.kind === 'here' ? <Preview address={fetched.address} mediaType={fetched.mediaType} label={label} /> : null}
    </div>
  );
}

function Preview({ address, mediaType, label }: { readonly address: string; readonly mediaType: string; readonly label: string }) {
  if (mediaType.startsWith('image/')) return <img className="file-image" src={address} alt={label} />;
  // The browser's own reader refuses a sandboxed frame; the bytes were checked for code when they came in.
  if (mediaType === 'application/pdf') return <iframe className="file-frame" src={address} title={label} />;
  return null;
}
