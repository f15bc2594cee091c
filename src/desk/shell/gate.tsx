import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { words } from '../../kernel/text.ts';
import { Say, useSay } from '../locale.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import * as paths from '../paths.ts';
import { useSession } from '../session.tsx';

/** Screens are drawn for staff who are signed in; everybody else is told where to go. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  const { me, pending, refused, ended, renew } = useSession();
  if (me === null) {
    if (pending) return <p className="gate" role="status">{say(words('正在打开工作台', 'Opening the desk'))}</p>;
    if (refused !== null && refused.problem.status !== 401) {
      return (
        <main className="gate">
          <h1>{say(words('工作台暂时打不开', 'The desk cannot be opened now'))}</h1>
          <ProblemNotice problem={refused.problem} retry={renew} />
        </main>
      );
    }
    return <Outside title={say(words('请先登录工作台', 'Please sign in to the desk'))} />;
  }
  if (me.role === 'citizen') return <Outside title={say(words('工作台供工作人员使用', 'The desk is for staff'))} hint={say(words('您登录的是个人账号。办事请到首页，工作人员请用工作账号登录。', 'You are signed in with a personal account. Services are on the home page; staff sign in with their staff account.'))} />;
  return (
    <>
      {children}
      {ended ? <Ended renew={renew} /> : null}
    </>
  );
}

function Outside({ title, hint }: { readonly title: string; readonly hint?: string }) {
  return (
    <main className="gate">
      <p className="gate-brand" lang="zh-CN">
        一次办
      </p>
      <h1>{title}</h1>
      {hint ? <p className="soft">{hint}</p> : null}
      <p>
        <a className="gate-link" href={paths.signIn(window.location.pathname + window.location.search)}>
          <Say text={words('工作人员登录', 'Staff sign-in')} />
        </a>
      </p>
      <p>
        <a href="/">
          <Say text={words('去办事首页', 'To the public home page')} />
        </a>
      </p>
    </main>
  );
}

/** The session ended while something was open: it stays, and the person signs in beside it. */
function Ended({ renew }: { readonly renew: () => Promise<void> }) {
  const say = useSay();
  return (
    <Modal
      open
      title={say(words('登录已失效', 'Your session has ended'))}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      okText={say(words('我已登录，继续', 'I have signed in: go on'))}
      onOk={renew}
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <p>
        <Say text={words('本页填写的内容还在。请在新窗口登录，然后回到这里继续。', 'What you typed on this page is still here. Sign in in a new window, then come back and go on.')} />
      </p>
      <p>
        <a className="gate-link" href={paths.signIn(paths.desk())} target="_blank" rel="noopener">
          <Say text={words('在新窗口登录', 'Sign in in a new window')} />
        </a>
      </p>
    </Modal>
  );
}
