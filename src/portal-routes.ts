import { z } from 'zod';
import { done } from './kernel/outcome.ts';
import type { Problems } from './kernel/problem.ts';
import { type Route, route } from './kernel/route.ts';
import { noBody, noParams, noQuery } from './kernel/schemas.ts';
import { words } from './kernel/text.ts';
import { accessibilityPage } from './portal/pages/accessibility.ts';

const everyone = { public: ['collection'], citizen: ['collection'], clerk: ['collection'], approver: ['collection'], auditor: ['collection'], admin: ['collection'] } as const;
const noRefusals: Problems<never> = {};

/** Pages that belong to no room. */
export const frameRoutes: readonly Route[] = [
  route({
    name: 'portal.accessibility',
    method: 'GET',
    path: null,
    title: words('无障碍声明', 'Accessibility statement'),
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: z.object({ page: z.literal('accessibility') }),
    problems: noRefusals,
    run: async () => done({ page: 'accessibility' as const }),
    page: { path: '/accessibility', render: (_view, page) => accessibilityPage(page) },
  }),
];
