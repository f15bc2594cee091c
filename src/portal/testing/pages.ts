import type { PageContext } from '../../kernel/page.ts';
import type { Problem } from '../../kernel/problem.ts';
import { words } from '../../kernel/text.ts';
import type { Home } from '../pages/home.ts';

/** A page as a visitor without an account gets it, with what a test wants to be different. */
export function pageFor(different: Partial<PageContext> = {}): PageContext {
  return {
    locale: 'zh',
    asker: { role: 'public' },
    personName: null,
    csrf: 'token-of-this-session',
    key: 'key-of-this-form',
    url: '/items?topic=food',
    large: false,
    demo: true,
    problem: null,
    submitted: null,
    nonce: 'nonce-of-this-answer',
    place: words('长沙市', 'Changsha'),
    ...different,
  };
}

export function signedIn(personName: string, different: Partial<PageContext> = {}): PageContext {
  const id = '0198f0a0-0000-7000-8000-000000000001';
  const asker = { role: 'citizen', account: id, person: id, session: id, realNameLevel: 'L2' } as unknown as PageContext['asker'];
  return pageFor({ asker, personName, ...different });
}

/** A refusal of the gallery's form: two of its fields, and one that stands on another screen. */
export function refusedGallery(message = '请修改'): Problem {
  return {
    type: 'urn:onevisit:problem:form-incomplete',
    title: message,
    status: 422,
    errors: [
      { field: 'shopName', message },
      { field: 'premises', message },
      { field: 'on-another-screen', message },
    ],
  };
}

/** A home page as full as the first page of a city is. */
export function fullHome(page: PageContext): Home {
  const people = ['开饭店', '生育收养', '就业创业', '住房保障', '社会保障', '退休养老', '医疗卫生', '出境入境'];
  const organisations = ['设立变更', '资质认证', '投资审批', '纳税缴费', '招标拍卖', '注销退出', '人力资源', '环保绿化'];
  return {
    page,
    popular: ['个体工商户登记', '食品经营许可', '内资企业设立登记', '社会保险参保登记', '城镇居民医疗保险', '公共场所卫生许可', '户口迁移', '残疾人证'].map(
      (name, position) => ({ name: words(name, `Service number ${position + 1}`), path: `/items/${position + 1}`, marks: ['at-once', 'online', 'one-visit'] }),
    ),
    topics: [
      ...people.map((name, position) => ({ name: words(name, `Event of life ${position + 1}`), path: `/items?topic=${position}`, of: 'people' as const })),
      ...organisations.map((name, position) => ({ name: words(name, `Business ${position + 1}`), path: `/items?topic=${position}`, of: 'organisations' as const })),
    ],
  };
}
