import { Button, Input } from 'antd';
import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { useFilters } from '../../../desk/parts/address.ts';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { Page } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { type Column, Pager, Table } from '../../../desk/parts/table.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import { usePages } from '../../../desk/parts/use-pages.ts';
import * as paths from '../../../desk/paths.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { type LicenceRow, officeLicences } from './api.ts';
import { StandingSign } from './standing-sign.tsx';

/** What this office has issued. */
export function LicencesScreen() {
  const { filters, set } = useFilters(paths.licences);
  const question = filters.q ?? '';
  const pages = usePages(question);
  const found = useReading(officeLicences({ q: question, after: pages.after }), { keep: true });
  return (
    <Page title={words('证照管理', 'Licences')} lead={<Say text={words('本单位签发的电子证照。', 'Electronic licences issued by this office.')} />}>
      <SearchForm key={question} question={question} search={(q) => set({ q })} />
      <Shown reading={found}>
        {(view) => (
          <div className={found.isPlaceholderData ? 'table-busy' : ''} aria-busy={found.isPlaceholderData}>
            <Table
              caption={words('证照', 'Licences')}
              columns={columns}
              rows={view.licences}
              keyOf={(row) => row.id}
              empty={question === '' ? words('本单位还没有签发证照', 'This office has issued no licence yet') : words('没有找到这份证照', 'No such licence was found')}
              {...(question === '' ? {} : { emptyHint: words('请核对证照标识或证照号码；其他单位签发的证照请用“证照核验”。', 'Check the identifier or number; for licences of other offices use “Verify a licence”.') })}
            />
            <Pager label={words('证照翻页', 'Pages of licences')} page={pages.page} next={view.next} busy={found.isPlaceholderData} toNext={() => pages.toNext(view.next)} toPrevious={pages.toPrevious} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

function SearchForm({ question, search }: { readonly question: string; readonly search: (question: string) => void }) {
  const say = useSay();
  const [typed, setTyped] = useState(question);
  return (
    <form
      role="search"
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        search(typed.trim());
      }}
    >
      <label className="grow">
        <Say text={words('证照标识或证照号码', 'Identifier or number of the licence')} />
        <Input value={typed} maxLength={200} allowClear onChange={(event) => setTyped(event.target.value)} />
      </label>
      <Button type="primary" htmlType="submit">
        {say(words('查找', 'Find'))}
      </Button>
    </form>
  );
}

const columns: readonly Column<LicenceRow>[] = [
  {
    name: 'type',
    label: words('证照', 'Licence'),
    heads: true,
    cell: (row) => (
      <DeskLink to={paths.licence(row.id)}>
        <Say text={row.typeName} />
        <span className="hidden"> {row.number}</span>
      </DeskLink>
    ),
  },
  { name: 'number', label: words('证照号码', 'Number'), cell: (row) => <code>{row.number}</code> },
  { name: 'holder', label: words('持证人', 'Holder'), cell: (row) => row.holderName },
  { name: 'issued', label: words('发证日', 'Issued on'), narrow: true, cell: (row) => <LegalDay on={row.issuedOn} /> },
  { name: 'until', label: words('有效期至', 'Valid until'), narrow: true, cell: (row) => (row.validTo === null ? <Say text={words('长期', 'no end')} /> : <LegalDay on={row.validTo} />) },
  { name: 'standing', label: words('状态', 'Standing'), cell: (row) => <StandingSign standing={row.standing} /> },
];
