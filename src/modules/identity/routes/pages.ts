import { z } from 'zod';
import { done } from '../../../kernel/outcome.ts';
import type { PageContext, Html } from '../../../kernel/page.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noBody, noParams } from '../../../kernel/schemas.ts';
import { type Text, words } from '../../../kernel/text.ts';
import { recoverPage, registerPage, signInPage, signInPhonePage, staffSignInPage } from '../portal/sign-in.ts';
import { accountProblems } from '../problems.ts';
import { formPage } from '../views.ts';
import { everyone } from './common.ts';

const query = z.strictObject({ back: z.string().max(500).optional(), request: z.uuid().optional(), accepted: z.literal('yes').optional() });

/** Pages that show a form and no data; their forms post to the declarations that do the work. */
export const formPages: readonly Route[] = [
  page('identity.sign-in-page', '/sign-in', words('登录', 'Sign in'), signInPage),
  page('identity.sign-in-phone-page', '/sign-in/phone', words('验证码登录', 'Sign in with a code'), signInPhonePage),
  page('identity.register-page', '/register', words('注册', 'Register'), registerPage),
  page('identity.recover-page', '/recover', words('重设密码', 'Set a new password'), recoverPage),
  page('identity.staff-sign-in-page', '/desk/sign-in', words('工作人员登录', 'Sign in as staff'), staffSignInPage),
];

function page(name: string, path: string, title: Text, render: (view: z.output<typeof formPage>, page: PageContext) => Html): Route {
  return route({
    name,
    method: 'GET',
    path: null,
    title,
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query,
    body: noBody,
    view: formPage,
    problems: accountProblems,
    run: async (_deed, input) => done({ back: input.query.back ?? null, request: input.query.request ?? null, accepted: input.query.accepted !== undefined }),
    page: { path, render },
  });
}
