import jsqr from 'jsqr';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { words } from '../../kernel/text.ts';
import { pageFor } from '../testing/pages.ts';
import { confirm } from './confirm.ts';
import { dayRange, dayText } from './day.ts';
import { evidence } from './evidence.ts';
import { actButton, actForm, form, submitButton } from './form.ts';
import { licenceCard } from './licence-card.ts';
import { pager } from './pager.ts';
import { qrCode } from './qr.ts';
import { progress, timeline } from './steps.ts';
import { summaryList } from './summary-list.ts';
import { table } from './table.ts';
import { marks } from './tags.ts';

const page = pageFor();
const label = words('提交', 'Submit');

describe('forms', () => {
  const refused = { act: 'submit', allowed: false, why: words('还有一页没有填', 'One screen is missing') };

  test('a deed that is not allowed keeps its button, which sends nothing and says why', () => {
    for (const part of [String(actButton({ page, label, act: refused })), String(actForm({ page, label, act: refused, action: '/submit' }))]) {
      expect(part).toContain('type="button" aria-disabled="true" aria-describedby="why-submit"');
      expect(part).toContain('<span class="why" id="why-submit">还有一页没有填</span>');
      expect(part).not.toContain('<form');
    }
  });

  test('a deed that is allowed is a submit button with the values it posts', () => {
    const act = { act: 'submit', allowed: true, why: null };
    expect(String(actButton({ page, label, act, name: 'then', value: 'next' }))).toContain('type="submit" name="then" value="next">提交<');
  });

  test('a form that uploads is multipart and asks the script to send at once', () => {
    const upload = String(form({ page, action: '/proof', body: [], buttons: submitButton({ page, label }), multipart: true, uploadOnChoose: true, hidden: { material: 'M1' } }));
    expect(upload).toContain('enctype="multipart/form-data" data-upload');
    expect(upload).toContain('<input type="hidden" name="material" value="M1">');
  });

  test('a second look unfolds without script', () => {
    expect(String(confirm({ page, trigger: label, title: label, body: submitButton({ page, label }) }))).toMatch(/^<details [^>]*data-dialog[^>]*><summary/);
  });
});

describe('days', () => {
  test.each([
    ['zh', '2018-09-28', '<time datetime="2018-09-28">2018年9月28日</time>'],
    ['en', '2018-10-08', '<time datetime="2018-10-08">8 October 2018</time>'],
    ['zh', '未定', '未定'],
    ['en', '2018-13-01', '2018-13-01'],
  ] as const)('in %s %s is written %s', (locale, day, written) => {
    expect(String(dayText({ locale }, day))).toBe(written);
  });

  test('a validity without end says so', () => {
    expect(String(dayRange(page, '2018-09-28', null, words('长期', 'no end date')))).toContain('至 长期');
  });
});

describe('tables and lists', () => {
  const columns = [
    { label: words('事项', 'Service'), cell: (row: { name: string; days: number }) => row.name },
    { label: words('工作日', 'Days'), cell: (row: { days: number }) => String(row.days), numeric: true },
  ];

  test('the first cell heads its row, the others carry their label for the phone', () => {
    const rendered = String(table({ page, caption: '办件', columns, rows: [{ name: '登记', days: 5 }], empty: '没有' }));
    expect(rendered).toContain('<th role="rowheader" scope="row">登记</th>');
    expect(rendered).toContain('<td role="cell" data-label="工作日" class="numeric"><div class="cell">5</div></td>');
  });

  test('a table without rows is its sentence and no table', () => {
    expect(String(table({ page, caption: '办件', columns, rows: [], empty: '没有办件' }))).toBe('<div class="empty">没有办件</div>');
  });

  test('each change link names what it changes', () => {
    expect(String(summaryList(page, [{ label: '电话', value: '', changePath: '/phone' }]))).toContain('未填写</span> <a class="change" href="/phone">修改<span class="hidden"> 电话</span></a>');
  });

  test.each([
    [null, null, 0],
    ['/before', null, 1],
    [null, '/after', 1],
    ['/before', '/after', 2],
  ])('a pager between %s and %s has %i links', (before, after, links) => {
    expect(String(pager(page, before, after)).match(/<a /g)?.length ?? 0).toBe(links);
  });

  test('no marks, no list', () => {
    expect(String(marks(page, []))).toBe('');
    expect(String(marks(page, ['no-visit']))).toContain('零跑动');
  });
});

describe('steps', () => {
  test('the current step is marked and is no link, a finished one is', () => {
    const rendered = String(
      progress(page, [
        { title: '经营者', state: 'done', path: '/1' },
        { title: '场所', state: 'current', path: '/2' },
        { title: '核对', state: 'to-do' },
      ]),
    );
    expect(rendered).toContain('第 2 步，共 3 步');
    expect(rendered).toContain('aria-current="step"><span>场所</span>');
    expect(rendered).toContain('<a href="/1">经营者</a><span class="hidden">（已完成）</span>');
  });

  test('each event of a case keeps its date, its words and the sentence that explains it', () => {
    const rendered = String(timeline(page, [{ day: '2018-10-08', time: '09:30', what: '决定', explanation: '国庆假期不计。', state: 'expected' }]));
    expect(rendered).toContain('2018年10月8日</time> 09:30<span class="event-mark">预计</span>');
    expect(rendered).toContain('<p class="event-why">国庆假期不计。</p>');
  });
});

describe('licences and evidence', () => {
  const card = { page, typeName: '营业执照', number: '1', holderName: '湘味小馆', issuer: '市场监管局', validFrom: '2018-09-28', validTo: null };

  test.each([
    ['prepared', '制证中'],
    ['valid', '有效'],
    ['expired', '已过期'],
    ['suspended', '暂停使用'],
    ['revoked', '已注销'],
    ['replaced', '已换发'],
  ] as const)('a licence that is %s says %s', (standing, said) => {
    expect(String(licenceCard({ ...card, standing }))).toContain(`>${said}</span>`);
  });

  test('a material from a licence says which, when, on what ground and over whom', () => {
    const rendered = String(
      evidence({ page, material: '营业执照', source: { kind: 'licence', typeName: '营业执照', number: 'N-1' }, day: '2018-09-29', time: '10:12', ground: '窗口刷身份证', trail: ['李四', '湘味小馆'] }),
    );
    for (const part of ['电子证照，免提交', 'N-1', '2018年9月29日</time> 10:12 · 窗口刷身份证', '<li>李四</li><li>湘味小馆</li>']) expect(rendered).toContain(part);
  });
});

test('the drawn QR code is read back as the address it was made from', () => {
  const address = 'https://onevisit.example/verify/1.2.156.3005.2.0001';
  const drawn = String(qrCode(page, address, '核验'));
  const side = Number(/viewBox="0 0 (\d+)/.exec(drawn)?.[1]);
  expect(side).toBe(QRCode.create(address, { errorCorrectionLevel: 'M' }).modules.size + 8);
  const scale = 4;
  const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
  for (const [, x, y, run] of drawn.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1)
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column += 1) pixels.fill(0, (row * side * scale + column) * 4, (row * side * scale + column) * 4 + 3);
  }
  expect(jsqr(pixels, side * scale, side * scale)?.data).toBe(address);
});
