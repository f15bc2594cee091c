import type { PostId, SessionId, StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { isInTerm } from '../domain/post.ts';
import type { IdentityGround } from '../ground.ts';
import { findPost } from '../sql/posts.ts';
import { openSessionsOf } from '../sql/sessions.ts';
import { openSession } from './open-session.ts';

export type ChoosePostRefusal = { kind: 'post-not-held' };

/** Another capacity is another session with a new token (security design: new id at a change of rights); its age goes on. */
export async function choosePost(needs: Pick<IdentityGround, 'handover'>, deed: Deed<StaffAsker>, post: PostId): Promise<Outcome<{ session: SessionId }, ChoosePostRefusal>> {
  const chosen = await findPost(deed.tx, post);
  if (chosen === null || chosen.person !== deed.asker.person || !isInTerm(chosen, deed.today)) return refuse({ kind: 'post-not-held' });
  const current = (await openSessionsOf(deed.tx, deed.asker.account)).find((session) => session.id === deed.asker.session);
  if (!current) return refuse({ kind: 'post-not-held' });
  const opened = await openSession(needs, deed, { account: deed.asker.account, kind: 'staff', post, replaces: current });
  if (opened === null) return refuse({ kind: 'post-not-held' });
  deed.audit({ object: { kind: 'post', id: post } });
  return done({ session: opened.session });
}
