import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

interface Props {
  /** an address of paths.ts */
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
  readonly onFollow?: () => void;
}

/** A real link, so that it can be opened in a new tab; an ordinary press changes the screen without loading the page. */
export function DeskLink({ to, children, className, current, onFollow }: Props) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onFollow?.();
    router.history.push(to);
  };
  return (
    <a href={to} {...(className ? { className } : {})} {...(current ? { 'aria-current': 'page' as const } : {})} onClick={follow}>
      {children}
    </a>
  );
}

/** Goes to an address of paths.ts after a deed. */
export function useGo(): (to: string) => void {
  const router = useRouter();
  return (to) => router.history.push(to);
}
