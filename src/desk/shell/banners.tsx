import { words } from '../../kernel/text.ts';
import { Say, useSay } from '../locale.tsx';
import { surroundingsOf } from '../surroundings.ts';

/** Invented people and licences must never be taken for real ones. */
export function Banners() {
  const say = useSay();
  if (!surroundingsOf(document).demo) return null;
  return (
    <aside className="demo" aria-label={say(words('演示环境提示', 'Demonstration notice'))}>
      <Say text={words('演示环境：人物、单位和证照均为虚构，不具有法律效力。', 'Demonstration: people, organisations and licences are invented and have no legal effect.')} />
    </aside>
  );
}
