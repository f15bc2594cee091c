import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type Text, words } from '../kernel/text.ts';
import { cardReading, type CardReadingView, openReading } from '../modules/identity/desk/api.ts';
import { Say, useSay } from './locale.tsx';
import { leftUntil } from './parts/days.ts';
import { ProblemNotice } from './parts/problem-notice.tsx';
import { useDeed } from './use-deed.ts';
import { useReading } from './use-reading.ts';

interface Props {
  /** the case for which the card is read; a reading serves no other */
  readonly of: string;
  readonly label: Text;
  /** what is done with the reading, once */
  readonly read: (reading: string) => void;
  readonly busy?: boolean;
  readonly primary?: boolean;
}

/** Asks the reader of this window for a card, waits for it in plain view, and hands its reading on. */
export function CardReader({ of, label, read, busy = false, primary = true }: Props) {
  const say = useSay();
  const [challenge, setChallenge] = useState<string | null>(null);
  const ask = useDeed(openReading(), { refresh: false, then: (opened) => setChallenge(opened.challenge) });
  const begin = () => {
    setChallenge(null);
    void ask.send({ case: of });
  };
  return (
    <div className="reader">
      {challenge === null ? (
        <>
          <ProblemNotice problem={ask.problem} retry={ask.retry} />
          <Button type={primary ? 'primary' : 'default'} loading={ask.pending || busy} onClick={begin}>
            {say(ask.problem === null ? label : words('重新连接读卡器', 'Try the reader again'))}
          </Button>
        </>
      ) : (
        <Waiting key={challenge} challenge={challenge} read={read} busy={busy} again={begin} stop={() => setChallenge(null)} />
      )}
    </div>
  );
}

interface WaitingProps {
  readonly challenge: string;
  readonly read: (reading: string) => void;
  readonly busy: boolean;
  readonly again: () => void;
  readonly stop: () => void;
}

const pollMilliseconds = 1_000;

function Waiting({ challenge, read, busy, again, stop }: WaitingProps) {
  const say = useSay();
  const status = useReading(cardReading(challenge), { every: (view) => (view === undefined || view.state === 'waiting' ? pollMilliseconds : false) });
  const handed = useRef(false);
  const found = status.data;
  useEffect(() => {
    if (found?.state !== 'read' || found.reading === null || handed.current) return;
    handed.current = true;
    read(found.reading);
  }, [found, read]);
  const buttons = (
    <span className="reader-acts">
      {found?.state === 'waiting' || found === undefined ? (
        <Button size="small" onClick={stop}>
          {say(words('取消读卡', 'Stop'))}
        </Button>
      ) : null}
      {found !== undefined && found.state !== 'waiting' && !busy ? (
        <Button size="small" onClick={again}>
          {say(words('重新读卡', 'Read again'))}
        </Button>
      ) : null}
    </span>
  );
  if (status.error && found === undefined) {
    return (
      <>
        <ProblemNotice problem={status.error.problem} retry={() => status.refetch()} />
        {buttons}
      </>
    );
  }
  return <Alert role="status" className="notice" showIcon type={toneOf(found)} title={<StateLine found={found} />} description={found?.state === 'waiting' && !found.readerListening ? say(silentWords) : undefined} action={buttons} />;
}

function StateLine({ found }: { readonly found: CardReadingView | undefined }) {
  if (found === undefined) return <Say text={words('正在连接读卡器', 'Reaching the reader')} />;
  switch (found.state) {
    case 'waiting':
      return (
        <>
          <Say text={words('请将身份证放到读卡器上', 'Please put the ID card on the reader')} /> <Countdown until={found.expiresAt} />
        </>
      );
    case 'read':
    case 'used':
      return (
        <>
          <Say text={words('已读取', 'Read')} />: <b>{found.name}</b> <code>{found.citizenNumber}</code>
        </>
      );
    case 'expired':
      return <Say text={words('等待超时，没有读到身份证', 'Time is over: no card was read')} />;
    case 'closed':
      return <Say text={words('这次读卡已结束', 'This reading is over')} />;
  }
}

function toneOf(found: CardReadingView | undefined): 'info' | 'success' | 'warning' {
  if (found?.state === 'read' || found?.state === 'used') return 'success';
  return found !== undefined && (found.state !== 'waiting' || !found.readerListening) ? 'warning' : 'info';
}

/** Counted down in view; not announced each second. */
function Countdown({ until }: { readonly until: string }) {
  const [now, setNow] = useState(() => Date.now());
  const offset = useRef<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  // The server's clock may be shifted: what counts is how long this reading was given when it was asked for.
  offset.current ??= Date.now() + answerMilliseconds - Date.parse(until);
  const left = leftUntil(until, now - offset.current);
  return (
    <span className="soft" aria-hidden="true">
      {left ?? '0:00'}
    </span>
  );
}

const answerMilliseconds = 120_000;
const silentWords = words('读卡器没有应答：请检查是否通电、读卡程序是否在运行。接通后会自动继续。', 'The reader does not answer: check its power and its program. It goes on by itself once the reader is back.');
