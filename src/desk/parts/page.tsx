import { type ReactNode, useEffect } from 'react';
import { type Text, words } from '../../kernel/text.ts';
import { Say, useSay } from '../locale.tsx';
import { DeskLink } from './desk-link.tsx';

interface Props {
  readonly title: Text;
  /** said in the title of the window where the heading alone is not enough, for example a case number */
  readonly about?: string | undefined;
  readonly lead?: ReactNode;
  readonly back?: { readonly to: string; readonly label: Text };
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** One screen: its heading, what stands beside it, and its content. */
export function Page({ title, about, lead, back, beside, children }: Props) {
  const say = useSay();
  const heading = say(title);
  useEffect(() => {
    document.title = [about, heading, say(deskName)].filter(Boolean).join(' - ');
  });
  return (
    <>
      {back ? (
        <p className="back">
          <DeskLink to={back.to}>
            <span aria-hidden="true">← </span>
            <Say text={back.label} />
          </DeskLink>
        </p>
      ) : null}
      <header className="page-head">
        <div className="page-head-words">
          <h1>
            <Say text={title} />
            {about ? <span className="page-about">{about}</span> : null}
          </h1>
          {lead ? <div className="soft">{lead}</div> : null}
        </div>
        {beside ? <div className="page-beside">{beside}</div> : null}
      </header>
      {children}
    </>
  );
}

interface PanelProps {
  readonly title: Text;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'strong';
}

/** A part of a screen with a heading of its own. */
export function Panel({ title, beside, children, tone = 'plain' }: PanelProps) {
  return (
    <section className={`panel panel-${tone}`}>
      <div className="panel-head">
        <h2>
          <Say text={title} />
        </h2>
        {beside}
      </div>
      {children}
    </section>
  );
}

export const deskName = words('一次办 工作台', 'OneVisit desk');
