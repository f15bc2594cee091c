import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import type { Problem } from '../../kernel/problem.ts';
import { type Text, words } from '../../kernel/text.ts';
import { layout } from '../layout.ts';
import { searchForm } from '../parts/search.ts';
import { show } from '../words.ts';

/** A page in place of the one that was asked for: what is the matter, and what to do next. */
export function errorPage(of: { readonly page: PageContext; readonly problem: Problem }): Html {
  const { page, problem } = of;
  const known = pages[problem.status] ?? (problem.status >= 500 ? faultPage : refusedPage);
  const offersSearch = problem.status === 404 || problem.status === 410;
  return layout({
    page,
    title: known.title,
    ownSearch: offersSearch,
    main: html`<div class="problem-page">
<p class="problem-status">${problem.status}</p>
<h1>${show(page, known.title)}</h1>
${said(problem)}<p>${show(page, known.next)}</p>
${problem.retryAfterSeconds === undefined ? '' : html`<p>${show(page, waitWords(problem.retryAfterSeconds))}</p>`}${
      problem.instance === undefined ? '' : html`<p class="reference">${show(page, referenceWords)}<code>${problem.instance}</code></p>`
    }${offersSearch ? searchForm({ page, place: 'page' }) : ''}
<p class="buttons"><a class="button button-primary" href="/">${show(page, homeWords)}</a>${
      problem.status === 403 && page.asker.role === 'public'
        ? html`<a class="button button-secondary" href="/sign-in?back=${encodeURIComponent(page.url)}">${show(page, signInWords)}</a>`
        : ''
    }${problem.status >= 500 ? html`<a class="button button-secondary" href="${localPath(page.url)}">${show(page, againWords)}</a>` : ''}</p>
</div>`,
  });
}

interface ErrorWords {
  readonly title: Text;
  readonly next: Text;
}

/** The refusal's own words. Where the page has a title of its own for the status, the detail is enough; a fault's words say nothing to the person. */
function said(problem: Problem): Html {
  const lines = problem.status >= 500 ? [] : problem.status in pages && problem.status !== 403 ? [problem.detail] : [problem.title, problem.detail];
  return html`${lines.filter((line) => line !== undefined).map((line) => html`<p class="lead">${line}</p>`)}`;
}

/** A link back must stay in this site: one slash, then no second one (`//host` is another site). */
function localPath(url: string): string {
  return /^\/(?![/\\])/.test(url) ? url : '/';
}

function waitWords(seconds: number): Text {
  if (seconds < 90) return words(`请等 ${seconds} 秒后再试。`, `Please wait ${seconds} seconds.`);
  const minutes = Math.ceil(seconds / 60);
  return words(`请等 ${minutes} 分钟后再试。`, `Please wait ${minutes} minutes.`);
}

const refusedPage: ErrorWords = {
  title: words('没有办成', 'That did not work'),
  next: words('请返回上一页检查后再试。', 'Please go back, check and try again.'),
};
const faultPage: ErrorWords = {
  title: words('系统出错了', 'Something went wrong on our side'),
  next: words(
    '问题已经记录。你提交过并得到确认的内容没有丢失。请稍后再试；如果急办，请拨打 12345，并告诉工作人员下面的编号。',
    'The fault is on record. Nothing that was confirmed to you is lost. Please try again later; if it is urgent, call 12345 and give the reference below.',
  ),
};

const pages: Readonly<Record<number, ErrorWords>> = {
  403: {
    title: words('你不能查看或办理这一项', 'You may not see or do this'),
    next: words('请确认是否用对了账号，或是否需要更高的实名等级。', 'Please check that you are signed in with the right account and real-name level.'),
  },
  404: {
    title: words('没有找到这个页面', 'Page not found'),
    next: words('地址可能有误，页面可能已移走，或者它不属于你的账号。可以搜索想办的事。', 'The address may be wrong, the page may have moved, or it does not belong to your account. You can search instead.'),
  },
  410: {
    title: words('这个页面已经失效', 'This page is no longer there'),
    next: words('链接已过期或内容已撤下。可以搜索想办的事。', 'The link has run out or its content was withdrawn. You can search instead.'),
  },
  429: {
    title: words('操作太频繁', 'Too many requests'),
    next: words('为保护大家的账号和数据，请稍等片刻。你填写的内容不会因此丢失。', 'To protect accounts and data, please wait a moment. What you typed is not lost by this.'),
  },
  500: faultPage,
  503: {
    title: words('服务暂时不可用', 'The service is not available right now'),
    next: words('系统正在恢复。你提交过并得到确认的内容没有丢失，请稍后再试；如果急办，请拨打 12345。', 'The service is recovering. Nothing that was confirmed to you is lost. Please try again soon; if it is urgent, call 12345.'),
  },
};

const referenceWords = words('记录编号：', 'Reference: ');
const homeWords = words('回到首页', 'Go to the home page');
const signInWords = words('登录', 'Sign in');
const againWords = words('再试一次', 'Try again');
