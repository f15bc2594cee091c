import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { isAllowed } from '../../../desk/parts/acts.ts';
import { Panel } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { useReading } from '../../../desk/use-reading.ts';
import { type CaseView, screenOf } from './api.ts';
import { FormScreen } from './form-screen.tsx';

/** The form, screen by screen, filled in for the person: what is known stands there with its source. */
export function FormStep({ view }: { readonly view: CaseView }) {
  const say = useSay();
  const [chosen, setChosen] = useState<string | null>(null);
  // The screen that was saved is gone with its button: the reader is led to the next one.
  const [moved, setMoved] = useState(false);
  const choose = (screen: string | null) => {
    setMoved(true);
    setChosen(screen);
  };
  const mayFill = isAllowed(view.acts, 'save-screen');
  const open = chosen ?? view.nextScreen;
  if (!mayFill || view.screens.length === 0) return null;
  return (
    <div id="form" className="panel-next">
      <Panel title={words('3 申请表', '3 The form')}>
        <div className="screens" role="group" aria-label={say(words('申请表的各页', 'Screens of the form'))}>
          {view.screens.map((screen) => (
            <button key={screen.id} type="button" className="screen-button" aria-pressed={screen.id === open} onClick={() => choose(screen.id)}>
              <Say text={screen.title} />
              <span className={screen.saved ? 'sign sign-good' : 'sign sign-soft'}>
                <Say text={screen.saved ? words('已填', 'filled') : words('未填', 'to fill')} />
              </span>
            </button>
          ))}
        </div>
        {open === null ? (
          <p className="soft">
            <Say text={words('各页已填写。需要修改时请选择一页。', 'Every screen is filled in. Choose one to change it.')} />
          </p>
        ) : (
          <OpenScreen key={open} view={view} screen={open} moved={moved} saved={choose} />
        )}
      </Panel>
    </div>
  );
}

interface OpenProps {
  readonly view: CaseView;
  readonly screen: string;
  readonly moved: boolean;
  readonly saved: (next: string | null) => void;
}

function OpenScreen({ view, screen, moved, saved }: OpenProps) {
  const found = useReading(screenOf(view.id, screen));
  return <Shown reading={found}>{(of) => <FormScreen key={`${of.screen.id} ${view.applicant} ${view.organisation?.creditCode}`} of={of} version={view.version} takesFocus={moved} saved={saved} />}</Shown>;
}
