import { useRef } from 'react';
import { sayPlain, words } from '../../kernel/text.ts';
import { choosePost, type MyPost } from '../../modules/identity/desk/api.ts';
import { useLocale, useSay } from '../locale.tsx';
import { useGo } from '../parts/desk-link.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useStaff } from '../session.tsx';
import { useDeed } from '../use-deed.ts';
import { firstScreen, roleWords } from './menu.ts';

/** In which post somebody works now: rights come from it, so it always stands in view. */
export function PostSwitcher({ changed }: { readonly changed: () => Promise<void> }) {
  const say = useSay();
  const staff = useStaff();
  const locale = useLocale();
  const go = useGo();
  const chosen = useRef<MyPost | null>(null);
  const deed = useDeed(choosePost(), {
    refresh: false,
    then: async () => {
      // The screen before belongs to the other post, which may not see it.
      if (chosen.current) go(firstScreen(chosen.current.role));
      await changed();
    },
  });
  const nameOf = (post: MyPost) => [sayPlain(post.officeName, locale), say(roleWords[post.role]), post.window].filter(Boolean).join(' · ');
  const current = staff.posts.find(({ id }) => id === staff.post);
  if (staff.posts.length <= 1) return <p className="post">{current ? nameOf(current) : say(roleWords[staff.role])}</p>;
  return (
    <div className="post">
      <select
        className="choice post-choice"
        aria-label={say(words('当前岗位', 'Post in use'))}
        value={(deed.pending ? chosen.current?.id : staff.post) ?? ''}
        disabled={deed.pending}
        onChange={(event) => {
          const post = staff.posts.find(({ id }) => id === event.target.value);
          if (!post) return;
          chosen.current = post;
          void deed.send({ post: post.id });
        }}
      >
        {staff.posts.map((post) => (
          <option key={post.id} value={post.id}>
            {nameOf(post)}
          </option>
        ))}
      </select>
      <ProblemNotice problem={deed.problem} retry={deed.retry} />
    </div>
  );
}
