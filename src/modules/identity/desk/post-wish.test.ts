import { describe, expect, it } from 'vitest';
import { wishOf } from './post-wish.ts';

const wish = (typed: Readonly<Record<string, unknown>>) => wishOf({ role: 'clerk', region: '430100000000', ...typed }, 'person', 'office');

describe('a post as the administrator types it', () => {
  it('means all items, today and no end where nothing was typed', () => {
    expect(wish({})).toEqual({ person: 'person', office: 'office', role: 'clerk', region: '430100000000', items: '*', window: null, from: null, to: null, deputyOf: null });
  });

  it('takes a list of items with any of the commas people use', () => {
    expect(wish({ items: 'food-business-licence， residence-permit、old-age-allowance' }).items).toEqual(['food-business-licence', 'residence-permit', 'old-age-allowance']);
    expect(wish({ items: ' ， ' }).items).toBe('*');
  });

  it('writes a window as the windows are named', () => {
    expect(wish({ window: ' w01 ' }).window).toBe('W01');
  });
});
