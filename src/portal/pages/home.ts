import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { icon } from '../icons.ts';
import { layout } from '../layout.ts';
import { empty } from '../parts/empty.ts';
import { searchForm } from '../parts/search.ts';
import { type Mark, marks } from '../parts/tags.ts';
import { show, type Words } from '../words.ts';

export interface PopularItem {
  readonly name: Words;
  readonly path: string;
  readonly marks: readonly Mark[];
}

/** An event of life or of business that leads to a list of items. */
export interface Topic {
  readonly name: Words;
  readonly path: string;
  readonly of: 'people' | 'organisations';
  readonly description?: Words;
}

export interface Home {
  readonly page: PageContext;
  readonly popular: readonly PopularItem[];
  readonly topics: readonly Topic[];
}

export function homePage(of: Home): Html {
  const { page } = of;
  return layout({
    page,
    title: titleWords,
    description: leadWords,
    current: 'home',
    ownSearch: true,
    main: html`<section class="hero"><h1>${show(page, titleWords)}</h1><p class="lead">${show(page, leadWords)}</p>${searchForm({ page, place: 'page' })}</section>
${topicGroups(of)}
${popularItems(of)}
${howItWorks(page)}
${verifyEntry(page)}`,
  });
}

function topicGroups(of: Home): Html {
  const { page } = of;
  const groups = [
    { of: 'people', icon: 'person', title: words('个人办事', 'For people') },
    { of: 'organisations', icon: 'organisation', title: words('单位办事', 'For organisations') },
  ] as const;
  const filled = groups.map((group) => ({ ...group, topics: of.topics.filter((topic) => topic.of === group.of) })).filter((group) => group.topics.length > 0);
  return html`${
    filled.length === 0
      ? ''
      : html`<div class="topic-groups">${filled.map(
          (group) => html`<section class="topic-group"><h2>${icon(group.icon)}${show(page, group.title)}</h2><ul class="topics">${group.topics.map(
            (topic) => html`<li><a href="${topic.path}">${show(page, topic.name)}</a>${topic.description ? html`<p class="hint">${show(page, topic.description)}</p>` : ''}</li>`,
          )}</ul></section>`,
        )}</div>`
  }`;
}

function popularItems(of: Home): Html {
  const { page } = of;
  return html`<section class="popular"><h2>${show(page, popularWords)}</h2>${
    of.popular.length === 0
      ? empty(page, nothingPopularWords, html`<a href="/items">${show(page, allItemsWords)}</a>`)
      : html`<ul class="links">${of.popular.map((item) => html`<li><a href="${item.path}">${show(page, item.name)}</a>${marks(page, item.marks)}</li>`)}</ul>
<p><a class="more" href="/items">${show(page, allItemsWords)}</a></p>`
  }</section>`;
}

function howItWorks(page: PageContext): Html {
  return html`<section class="how"><h2>${show(page, howWords)}</h2><ol class="how-steps">${howSteps.map(
    (step) => html`<li><h3>${show(page, step.title)}</h3><p>${show(page, step.text)}</p></li>`,
  )}</ol></section>`;
}

function verifyEntry(page: PageContext): Html {
  return html`<section class="verify-entry">${icon('verify')}<div><h2>${show(page, verifyTitleWords)}</h2><p>${show(page, verifyTextWords)}</p></div><a class="button button-secondary" href="/verify">${show(
    page,
    verifyButtonWords,
  )}</a></section>`;
}

const titleWords = words('想办的事，一次办好', 'Get it done in one go');
const leadWords = words(
  '一张表单在线申请，政府已有的证照和数据不用再交；必须到窗口的，最多跑一次。',
  'Apply on one form. What the government already holds you need not bring, and if a visit is needed, it is at most one.',
);
const popularWords = words('大家常办', 'Often asked for');
const nothingPopularWords = words('还没有推荐的事项', 'Nothing to recommend yet');
const allItemsWords = words('查看全部事项', 'See all services');
const howWords = words('怎么办', 'How it works');
const howSteps = [
  {
    title: words('找到事项', 'Find the service'),
    text: words('用平常的话搜索，先看清条件、材料、时限和费用。', 'Search in everyday words. Conditions, documents, time limits and fees are stated beforehand.'),
  },
  {
    title: words('一次申请', 'Apply once'),
    text: words('能从证照和登记数据得到的已经替你填好，只补缺的。', 'What licences and registers can supply is already filled in. You add only what is missing.'),
  },
  {
    title: words('拿到结果', 'Get the result'),
    text: words('每一步都有日期和说明；电子证照随时可用，下次不必再交。', 'Every step has a date and a reason. The licence stays at hand, and you never bring it again.'),
  },
];
const verifyTitleWords = words('核验电子证照', 'Verify a licence');
const verifyTextWords = words('扫描证照上的二维码，或输入证照编号，无需登录。', 'Scan the code on the licence or type its number. No account is needed.');
const verifyButtonWords = words('去核验', 'Verify');
