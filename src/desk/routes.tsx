import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { words } from '../kernel/text.ts';
import { Page } from './parts/page.tsx';
import { Empty } from './parts/table.tsx';
import { ProofProvider } from './proof.tsx';
import { useStaff } from './session.tsx';
import { Gate } from './shell/gate.tsx';
import { firstScreen } from './shell/menu.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({
  component: () => (
    <Gate>
      <ProofProvider>
        <Shell />
      </ProofProvider>
    </Gate>
  ),
  notFoundComponent: () => (
    <Page title={words('没有这个页面', 'There is no such screen')}>
      <Empty title={words('地址可能有误', 'The address may be wrong')} hint={words('请从菜单选择。', 'Please choose from the menu.')} />
    </Page>
  ),
});

function First() {
  const { role } = useStaff();
  return <Navigate to={firstScreen(role).replace('/desk', '')} replace />;
}

/** Each room's screens come over the wire when they are first wanted. */
const screens = [
  createRoute({ getParentRoute: () => root, path: '/', component: First }),
  createRoute({ getParentRoute: () => root, path: '/work', component: lazyRouteComponent(() => import('../modules/cases/desk/work-screen.tsx'), 'WorkScreen') }),
  createRoute({ getParentRoute: () => root, path: '/cases/$case', component: lazyRouteComponent(() => import('../modules/cases/desk/case-screen.tsx'), 'CaseScreen') }),
  createRoute({ getParentRoute: () => root, path: '/window', component: lazyRouteComponent(() => import('../modules/cases/desk/window-screen.tsx'), 'WindowScreen') }),
  createRoute({ getParentRoute: () => root, path: '/window/$case', component: lazyRouteComponent(() => import('../modules/cases/desk/window-case-screen.tsx'), 'WindowCaseScreen') }),
  createRoute({ getParentRoute: () => root, path: '/licences', component: lazyRouteComponent(() => import('../modules/licences/desk/licences-screen.tsx'), 'LicencesScreen') }),
  createRoute({ getParentRoute: () => root, path: '/licences/$licence', component: lazyRouteComponent(() => import('../modules/licences/desk/licence-screen.tsx'), 'LicenceScreen') }),
  createRoute({ getParentRoute: () => root, path: '/verify', component: lazyRouteComponent(() => import('../modules/licences/desk/verify-screen.tsx'), 'VerifyScreen') }),
  createRoute({ getParentRoute: () => root, path: '/offices', component: lazyRouteComponent(() => import('../modules/identity/desk/offices-screen.tsx'), 'OfficesScreen') }),
  createRoute({ getParentRoute: () => root, path: '/offices/$office', component: lazyRouteComponent(() => import('../modules/identity/desk/office-screen.tsx'), 'OfficeScreen') }),
  createRoute({ getParentRoute: () => root, path: '/readers', component: lazyRouteComponent(() => import('../modules/identity/desk/readers-screen.tsx'), 'ReadersScreen') }),
  createRoute({ getParentRoute: () => root, path: '/events', component: lazyRouteComponent(() => import('../modules/supervision/desk/events-screen.tsx'), 'EventsScreen') }),
  createRoute({ getParentRoute: () => root, path: '/notices', component: lazyRouteComponent(() => import('../modules/channels/desk/notices-screen.tsx'), 'NoticesScreen') }),
];

export const router = createRouter({
  routeTree: root.addChildren(screens),
  basepath: '/desk',
  // Values of an address are texts; nothing in them is read as JSON.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '');
    return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
  },
});
