import { Button } from 'antd';
import { words } from '../../kernel/text.ts';
import { signOut } from '../../modules/identity/desk/api.ts';
import { Say, useLocale, useSay } from '../locale.tsx';
import { useAddress } from '../parts/address.ts';
import * as paths from '../paths.ts';
import { useSession } from '../session.tsx';
import { surroundingsOf } from '../surroundings.ts';
import { useDeed } from '../use-deed.ts';

/** Language, size of type, and the way out. Turning the first two loads the page again: the server speaks the language too. */
export function Tools() {
  const say = useSay();
  const locale = useLocale();
  const { me } = useSession();
  const back = useAddress().whole;
  const { large } = surroundingsOf(document);
  const leave = useDeed(signOut(), { refresh: false, then: () => window.location.assign(paths.signIn(paths.desk())) });
  const other = locale === 'zh' ? { locale: 'en', name: 'English', lang: 'en' } : { locale: 'zh', name: '中文', lang: 'zh-CN' };
  return (
    <>
      <a className="tool" href={paths.turnLanguage(other.locale, back)} lang={other.lang} hrefLang={other.lang}>
        {other.name}
      </a>
      <a className="tool" href={paths.turnTypeSize(large ? 'normal' : 'large', back)}>
        <Say text={large ? words('标准字号', 'Normal type') : words('大字版', 'Large type')} />
      </a>
      <span className="tool-name">{me?.name}</span>
      <Button className="tool-out" size="small" ghost loading={leave.pending} onClick={() => void leave.send()}>
        {say(words('退出', 'Sign out'))}
      </Button>
    </>
  );
}
