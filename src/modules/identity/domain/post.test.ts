import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asker, PersonId, PostId } from '../../../kernel/asker.ts';
import { day } from '../../../kernel/day.ts';
import type { Office, OfficeKind, Post } from '../contract.ts';
import { officeId, officeTree } from './office-tree.ts';
import { checkGrant, isInTerm, isWithinRegion, onDutyOf, reachOf } from './post.ts';

const city = '430100000000';
const id = (slug: string) => officeId('changsha', slug);

function office(slug: string, kind: OfficeKind, parent: string | null, region = city): Office {
  const base = { slug, kind, region, phone: '0731-00000000', name: { zh: slug }, creditCode: '114301000061000101' as Office['creditCode'] };
  return { ...base, id: id(slug), parent: parent === null ? null : id(parent) };
}

const tree = officeTree([
  office('changsha', 'government', null),
  office('commerce', 'department', 'changsha'),
  office('food', 'department', 'changsha'),
  office('city-hall', 'hall', 'changsha'),
  office('furong', 'district', 'changsha', '430102000000'),
  office('furong-hall', 'hall', 'furong', '430102000000'),
  office('street', 'street', 'furong', '430102001000'),
  office('yuelu', 'district', 'changsha', '430104000000'),
]);

function staff(slug: string, region = city): Asker {
  return { role: 'clerk', office: id(slug), region } as unknown as Asker;
}

describe('a post', () => {
  it.each([
    ['commerce', city, 'commerce', city, 'office'],
    ['commerce', city, 'food', city, 'none'],
    ['commerce', city, 'commerce', '430102001001', 'office'],
    ['commerce', '430104000000', 'commerce', '430102001001', 'none'],
    ['changsha', city, 'food', city, 'region'],
    ['changsha', city, 'street', '430102001000', 'region'],
    ['city-hall', city, 'food', city, 'region'],
    ['city-hall', city, 'changsha', city, 'region'],
    ['city-hall', city, 'street', '430102001000', 'region'],
    ['furong-hall', '430102000000', 'street', '430102001000', 'region'],
    ['furong-hall', '430102000000', 'yuelu', '430104000000', 'none'],
    ['furong-hall', '430102000000', 'food', '430102000000', 'none'],
    ['furong', '430102000000', 'changsha', city, 'none'],
    ['street', '430102001000', 'furong', '430102000000', 'none'],
    ['nowhere', city, 'food', city, 'none'],
  ])('of %s for %s reaches a case of %s in %s: %s', (own, region, of, place, reach) => {
    expect(reachOf(tree, staff(own, region), id(of), place)).toBe(reach);
  });

  it('is no matter of citizens and strangers', () => {
    expect(reachOf(tree, { role: 'public' }, id('food'), city)).toBe('none');
    expect(reachOf(tree, { role: 'citizen' } as Asker, id('food'), city)).toBe('none');
  });

  it.each([
    ['2018-05-31', false],
    ['2018-06-01', true],
    ['2018-06-30', true],
    ['2018-07-01', false],
  ])('from 1 to 30 June is in its term on %s: %s', (on, inTerm) => {
    expect(isInTerm({ from: day('2018-06-01'), to: day('2018-06-30') }, day(on))).toBe(inTerm);
  });
});

describe('a region', () => {
  it('holds itself and every place that continues its code', () => {
    const code = fc.constantFrom('430000000000', city, '430102000000', '430102001000', '430102001001');
    const tail = fc.stringMatching(/^\d{12}$/);
    fc.assert(
      fc.property(code, tail, (region, digits) => {
        const head = region.replace(/(000000000000|0000000000|00000000|000000|000)$/, '');
        expect(isWithinRegion(region, region)).toBe(true);
        expect(isWithinRegion((head + digits).slice(0, 12), region)).toBe(true);
      }),
    );
  });

  it('does not hold its neighbour nor what is above it', () => {
    expect(isWithinRegion('430103000000', '430102000000')).toBe(false);
    expect(isWithinRegion(city, '430102000000')).toBe(false);
    expect(isWithinRegion('430102002001', '430102001000')).toBe(false);
  });
});

describe('on duty', () => {
  const post = (key: string, change: Partial<Post & { from: string; to: string }> = {}) => ({
    id: key as PostId,
    person: key as PersonId,
    personName: key,
    office: id('commerce'),
    role: 'approver' as const,
    items: '*' as const,
    deputyOf: null,
    from: day('2018-06-01'),
    to: null,
    ...change,
  });

  it('are the holders, then their deputies', () => {
    const posts = [post('deputy', { deputyOf: 'holder' as PostId }), post('holder'), post('other', { items: ['residence-permit'] })];
    expect(onDutyOf(posts as (Post & { from: never; to: never })[], 'food', day('2018-07-02')).map((one) => one.id)).toEqual(['holder', 'deputy']);
  });

  it('is no deputy of a post whose term is over', () => {
    const posts = [post('deputy', { deputyOf: 'holder' as PostId }), post('holder', { to: '2018-06-30' })];
    expect(onDutyOf(posts as (Post & { from: never; to: never })[], 'food', day('2018-07-02'))).toEqual([]);
  });
});

describe('a grant', () => {
  const term = { from: day('2018-07-01'), to: null };
  const grant = { by: 'admin', to: 'clerk', role: 'approver' as const, term };

  it.each([
    ['to somebody without a post', grant, [], null],
    ['to a clerk', grant, [{ role: 'clerk', ...term }], null],
    ['to oneself', { ...grant, to: 'admin' }, [], 'grant-to-oneself'],
    ['of administration to oneself', { ...grant, to: 'admin', role: 'admin' }, [], 'grant-to-oneself'],
    ['to another administrator', grant, [{ role: 'admin', ...term }], 'grant-mixes-admin-and-business'],
    ['of administration to an auditor', { ...grant, role: 'admin' }, [{ role: 'auditor', ...term }], 'grant-mixes-admin-and-business'],
    ['to a former administrator', grant, [{ role: 'admin', from: day('2018-01-01'), to: day('2018-06-30') }], null],
    ['that ends before it begins', { ...grant, term: { from: day('2018-07-01'), to: day('2018-06-30') } }, [], 'grant-term-wrong'],
  ] as const)('%s', (_, asked, held, kind) => {
    const answer = checkGrant(asked, held);
    expect(answer.ok ? null : answer.refusal.kind).toBe(kind);
  });
});

describe('the office tree', () => {
  it('gives an office the same key for ever, another in another instance', () => {
    expect(id('commerce')).toBe('6d200c5c-4628-8626-8b85-4c5725042078');
    expect(officeId('zhuzhou', 'commerce')).not.toBe(id('commerce'));
  });

  it('refuses an office that hangs on none or on itself', () => {
    expect(() => officeTree([office('a', 'department', 'nowhere')])).toThrow('does not exist');
    expect(() => officeTree([office('a', 'department', 'b'), office('b', 'department', 'a')])).toThrow('hangs on itself');
  });
});
