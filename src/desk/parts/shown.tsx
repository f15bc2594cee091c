import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { words } from '../../kernel/text.ts';
import { useSay } from '../locale.tsx';
import type { Read } from '../use-reading.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** What a reading gave, or that it is on its way, or why not. A list that was there stays while the next is fetched. */
export function Shown<View>({ reading, children }: { readonly reading: Read<View>; readonly children: (view: View) => ReactNode }) {
  const say = useSay();
  const { data, error, isPending } = reading;
  if (data !== undefined) {
    return (
      <>
        {error ? <ProblemNotice problem={error.problem} retry={() => reading.refetch()} /> : null}
        {children(data)}
      </>
    );
  }
  if (error) return <ProblemNotice problem={error.problem} retry={() => reading.refetch()} />;
  if (!isPending) return null;
  return (
    <div role="status" aria-label={say(words('正在加载', 'Loading'))} className="loading">
      <Skeleton active={false} paragraph={{ rows: 5 }} />
    </div>
  );
}
