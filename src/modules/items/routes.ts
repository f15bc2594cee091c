import { z } from 'zod';
import { done, refuse } from '../../kernel/outcome.ts';
import { type Route, route } from '../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../kernel/schemas.ts';
import { words } from '../../kernel/text.ts';
import { homePage } from '../../portal/pages/home.ts';
import type { Items } from './contract.ts';
import { supplyOf } from './domain/item.ts';
import * as paths from './paths.ts';
import { guidePage } from './portal/guide.ts';
import { listPage, portalMarks, searchPage } from './portal/lists.ts';
import { itemsProblems } from './problems.ts';
import { asPublished } from './schema/item.ts';
import { summaryOf } from './use-cases/catalogue.ts';
import { itemView, listView } from './views.ts';

const everyone = { public: ['collection'], citizen: ['collection'], clerk: ['collection'], approver: ['collection'], auditor: ['collection'], admin: ['collection'] } as const;
const searchLimit = 20;

export function itemsRoutes(items: Items): readonly Route[] {
  return [home(items), list(items), search(items), guide(items)];
}

function home(items: Items): Route {
  return route({
    name: 'items.home',
    method: 'GET',
    path: null,
    title: words('首页', 'Home'),
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: listView,
    problems: itemsProblems,
    run: async (deed) => done({ question: null, items: [...(await items.popular(deed.tx))].map(copy) }),
    page: {
      path: '/',
      render: (view, page) =>
        homePage({
          page,
          popular: view.items.map((item) => ({ name: item.name, path: paths.item(item.slug), marks: portalMarks(item.marks) })),
          topics: [
            { name: words('开饭店', 'Open a restaurant'), path: paths.search('开饭店'), of: 'organisations' },
            { name: words('开店经营', 'Start a business'), path: paths.search('个体户'), of: 'organisations' },
            { name: words('建设工程', 'Build'), path: paths.search('建筑施工'), of: 'organisations' },
            { name: words('居住证', 'Residence'), path: paths.search('居住证'), of: 'people' },
            { name: words('高龄津贴', 'Allowances for the aged'), path: paths.search('高龄津贴'), of: 'people' },
            { name: words('房产抵押', 'Home and mortgage'), path: paths.search('不动产抵押'), of: 'people' },
          ],
        }),
    },
  });
}

function list(items: Items): Route {
  return route({
    name: 'items.list',
    method: 'GET',
    path: '/api/items',
    title: words('办事事项', 'Service items'),
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: listView,
    problems: itemsProblems,
    run: async (deed) => done({ question: null, items: [...(await items.popular(deed.tx))].map(copy) }),
    page: { path: '/items', render: listPage },
  });
}

function search(items: Items): Route {
  return route({
    name: 'items.search',
    method: 'GET',
    path: '/api/items/search',
    title: words('搜索事项', 'Search items'),
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: z.strictObject({ q: z.string().max(100).default('') }),
    body: noBody,
    view: listView,
    problems: itemsProblems,
    run: async (deed, { query }) => done({ question: query.q, items: [...(await items.search(deed.tx, query.q, searchLimit))].map(copy) }),
    page: { path: '/search', render: searchPage },
  });
}

function guide(items: Items): Route {
  return route({
    name: 'items.item',
    method: 'GET',
    path: '/api/items/:slug',
    title: words('办事指南', 'The guide of an item'),
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: z.strictObject({ slug: z.string().regex(/^[a-z0-9-]{1,80}$/) }),
    query: noQuery,
    body: noBody,
    view: itemView,
    problems: itemsProblems,
    run: async (deed, { params }) => {
      const found = await items.findPublished(deed.tx, params.slug);
      if (!found) return refuse({ kind: 'item-not-published' });
      return done({
        version: found.version,
        versionNumber: found.versionNumber,
        summary: copy(summaryOf(found, null)),
        supply: supplyOf(found.item),
        item: asPublished(found.item),
      });
    },
    page: { path: '/items/:slug', render: guidePage },
  });
}

function copy(summary: ReturnType<typeof summaryOf>) {
  return { ...summary, marks: [...summary.marks] };
}
