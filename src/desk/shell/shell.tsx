import { Button, Drawer } from 'antd';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { words } from '../../kernel/text.ts';
import { Say, useSay } from '../locale.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { useAddress } from '../parts/address.ts';
import * as paths from '../paths.ts';
import { useSession, useStaff } from '../session.tsx';
import { Banners } from './banners.tsx';
import { isCurrent, menus } from './menu.ts';
import { PostSwitcher } from './post-switcher.tsx';
import { Tools } from './tools.tsx';

/** The frame around every screen: who sits here in which post, where to go, and the screen itself. */
export function Shell() {
  const say = useSay();
  const { renew } = useSession();
  const address = useAddress().path;
  const [menuOpen, setMenuOpen] = useState(false);
  useFocusOnNewScreen(address);
  return (
    <>
      <a className="skip" href="#main">
        <Say text={words('跳到正文', 'Skip to content')} />
      </a>
      <Banners />
      <header className="head">
        <Button className="head-menu" ghost aria-expanded={menuOpen} onClick={() => setMenuOpen(true)}>
          {say(words('菜单', 'Menu'))}
        </Button>
        <DeskLink to={paths.desk()} className="brand">
          <span lang="zh-CN">一次办</span>
          <span className="brand-desk">
            <Say text={words('工作台', 'Desk')} />
          </span>
        </DeskLink>
        <PostSwitcher changed={renew} />
        <div className="head-tools">
          <Tools />
        </div>
      </header>
      <div className="frame">
        <nav className="side" aria-label={say(words('主导航', 'Main'))}>
          <MenuList address={address} />
        </nav>
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Drawer open={menuOpen} onClose={() => setMenuOpen(false)} placement="left" size={280} title={say(words('菜单', 'Menu'))} closable={{ 'aria-label': say(words('关闭菜单', 'Close the menu')) }}>
        <nav aria-label={say(words('主导航', 'Main'))}>
          <MenuList address={address} follow={() => setMenuOpen(false)} />
        </nav>
        <div className="drawer-tools">
          <Tools />
        </div>
      </Drawer>
    </>
  );
}

function MenuList({ address, follow }: { readonly address: string; readonly follow?: () => void }) {
  const { role } = useStaff();
  return (
    <ul className="menu">
      {menus[role].map((entry) => (
        <li key={entry.path}>
          <DeskLink to={entry.path} current={isCurrent(entry, address)} {...(follow ? { onFollow: follow } : {})}>
            <Say text={entry.label} />
          </DeskLink>
        </li>
      ))}
    </ul>
  );
}

/** A changed screen is announced by moving to it; the first one is where the reader begins anyway. */
function useFocusOnNewScreen(address: string): void {
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    document.getElementById('main')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [address]);
}
