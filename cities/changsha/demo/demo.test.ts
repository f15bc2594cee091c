import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCity, loadDemo } from '../../../src/city.ts';
import { day } from '../../../src/kernel/day.ts';
import { areaOf, birthDayOf, type CitizenNumber, citizenNumberCheck, parseCitizenNumber, sexOf } from '../../../src/standards/citizen-number.ts';
import { parseCreditCode } from '../../../src/standards/credit-code.ts';
import type { ReservedNumbers } from '../../types.ts';

const city = await loadCity('changsha');
const demo = await loadDemo('changsha');
const reserved = JSON.parse(await readFile(new URL('reserved.json', import.meta.url), 'utf8')) as ReservedNumbers;
const offices = new Map(city.offices.map((office) => [office.id, office]));
const people = new Map(demo.people.map((person) => [person.number, person]));
const posts = demo.staff.flatMap((member) => member.posts);

function isReserved(list: { fixed: readonly string[]; patterns: readonly string[] }, value: string): boolean {
  return list.fixed.includes(value) || list.patterns.some((pattern) => new RegExp(pattern).test(value));
}

describe('the invented people', () => {
  test('carry valid numbers of the reserved range that agree with birth and sex', () => {
    expect(people.size).toBe(demo.people.length);
    for (const person of demo.people) {
      expect(parseCitizenNumber(person.number, day('2018-07-01')), person.name).toMatchObject({ ok: true });
      expect(isReserved(reserved.citizenNumbers, person.number), person.name).toBe(true);
      expect([birthDayOf(person.number as CitizenNumber), sexOf(person.number as CitizenNumber)]).toEqual([person.birthDate, person.sex]);
      expect(person.phone ?? '13900000000', person.name).toMatch(new RegExp(reserved.phones.patterns[0] ?? '(?!)'));
    }
  });

  test('hold the ten numbers of the papers, and phones that no two share', () => {
    expect(reserved.citizenNumbers.fixed.filter((number) => !people.has(number))).toEqual([]);
    const phones = demo.people.flatMap((person) => person.phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
  });

  test('bring the hard cases: long and rare names, a minor, a death, the list of the dishonest, old area codes, no phone', () => {
    const count = (is: (person: (typeof demo.people)[number]) => boolean) => demo.people.filter(is).length;
    expect(count((person) => [...person.name].length > 20)).toBeGreaterThan(0);
    expect(count((person) => person.name.includes('㛃'))).toBeGreaterThan(0);
    expect(count((person) => person.name.length > [...person.name].length)).toBeGreaterThan(0);
    expect(count((person) => person.birthDate > '2001-01-01')).toBeGreaterThan(0);
    expect(count((person) => !person.alive && person.diedOn !== undefined)).toBe(count((person) => !person.alive));
    expect(count((person) => !person.alive)).toBeGreaterThan(0);
    expect(count((person) => person.listedAsDishonest === true)).toBeGreaterThan(0);
    expect(count((person) => person.phone === null)).toBeGreaterThan(0);
    expect(new Set(demo.people.map((person) => areaOf(person.number as CitizenNumber)))).toContain('430124');
    expect(new Set(demo.people.map((person) => person.nationality)).size).toBeGreaterThanOrEqual(8);
  });
});

describe('the reserved range', () => {
  test('does not take a valid number outside it for a demo number', () => {
    const serial = fc.integer({ min: 0, max: 899 }).map((value) => String(value).padStart(3, '0'));
    fc.assert(
      fc.property(fc.constantFrom('430102', '430181', '110105'), fc.integer({ min: 1960, max: 2009 }), serial, (area, year, tail) => {
        const payload = `${area}${year}0307${tail}`;
        expect(isReserved(reserved.citizenNumbers, payload + citizenNumberCheck(payload))).toBe(false);
      }),
    );
    expect(isReserved(reserved.citizenNumbers, '11010519491231002X')).toBe(false);
    expect(isReserved(reserved.creditCodes, '114301006735800977')).toBe(false);
  });

  test('holds the invented codes of the offices and the block from which registrations take theirs', () => {
    for (const office of city.offices) if (office.demo) expect(isReserved(reserved.creditCodes, office.creditCode), office.id).toBe(true);
    const registration = city.items.find((item) => item.createsOrganisation)?.createsOrganisation;
    expect(isReserved(reserved.creditCodes, `${registration?.creditCodePrefix}${registration?.organisationCodePrefix}00000AA`)).toBe(true);
  });
});

describe('the invented entities', () => {
  test('carry valid, reserved, different credit codes and are headed by demo people', () => {
    expect(new Set(demo.entities.map((entity) => entity.creditCode)).size).toBe(demo.entities.length);
    for (const entity of demo.entities) {
      expect(parseCreditCode(entity.creditCode), entity.name).toMatchObject({ ok: true });
      expect(isReserved(reserved.creditCodes, entity.creditCode), entity.name).toBe(true);
      expect(people.has(entity.legalRepresentative), entity.name).toBe(true);
      expect(entity.state === 'active', entity.name).toBe(entity.stateSince === undefined);
    }
  });

  test('bring every kind and every state', () => {
    expect(demo.entities.length).toBeGreaterThanOrEqual(20);
    expect(new Set(demo.entities.map((entity) => entity.state))).toEqual(new Set(['active', 'revoked', 'cancelled']));
    expect(new Set(demo.entities.map((entity) => entity.kind))).toEqual(
      new Set(['enterprise', 'individual-business', 'public-institution', 'social-organisation', 'government']),
    );
  });

  test('leave the block free that registrations draw from', () => {
    expect(demo.entities.filter((entity) => entity.creditCode.slice(8, 11) === 'MX1')).toEqual([]);
    expect(city.offices.filter((office) => office.creditCode.slice(8, 11) === 'MX1')).toEqual([]);
  });
});

describe('the staff', () => {
  test('are demo people with posts at offices, items and windows that exist', () => {
    const slugs = city.items.map((item) => item.slug);
    const windows = offices.get('city-hall')?.windows?.map((window) => window.id) ?? [];
    expect(new Set(posts.map((post) => post.id)).size).toBe(posts.length);
    for (const member of demo.staff) expect(people.get(member.person)?.alive, member.person).toBe(true);
    for (const post of posts) {
      expect(offices.has(post.office), post.id).toBe(true);
      expect(post.items === '*' || post.items.every((slug) => slugs.includes(slug)), post.id).toBe(true);
      expect(post.window === null || windows.includes(post.window), post.id).toBe(true);
      expect(post.deputyOf === undefined || posts.some((other) => other.id === post.deputyOf && other.office === post.office), post.id).toBe(true);
      expect(post.duty !== undefined, post.id).toBe(post.role === 'admin');
    }
  });

  test('can accept and decide every item, and never by one person', () => {
    const active = demo.staff.filter((member) => member.state === 'active');
    const holders = (role: string, office: string, slug: string) =>
      active.filter((member) => member.posts.some((post) => post.role === role && post.office === office && (post.items === '*' || post.items.includes(slug))));
    for (const item of city.items) {
      expect(holders('approver', item.officeId, item.slug).length, item.slug).toBeGreaterThan(0);
      expect(holders('clerk', item.acceptance.officeId, item.slug).length, item.slug).toBeGreaterThan(0);
    }
    for (const member of demo.staff) expect(new Set(member.posts.map((post) => post.role)).size, member.person).toBe(1);
  });

  test('include two separate administrators, an auditor, a deputy and somebody who has left', () => {
    expect(posts.flatMap((post) => post.duty ?? []).sort()).toEqual(['security', 'system']);
    expect(posts.filter((post) => post.role === 'auditor')).toHaveLength(1);
    expect(posts.filter((post) => post.deputyOf)).toHaveLength(1);
    expect(demo.staff.filter((member) => member.state === 'suspended').map((member) => member.suspendedOn)).toEqual(['2018-06-30']);
  });

  test('and the readers hold no secret: those are made per installation', () => {
    expect(JSON.stringify([demo.staff, demo.readers])).not.toMatch(/password|secret|totp|"key"/i);
    expect(demo.readers.map((reader) => reader.window)).toEqual(['W01', 'W02']);
    expect(demo.readers.filter((reader) => !reader.standIn || offices.get(reader.office)?.kind !== 'hall')).toEqual([]);
  });
});
