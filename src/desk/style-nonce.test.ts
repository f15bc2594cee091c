import { describe, expect, it } from 'vitest';
import { signStyles } from './style-nonce.ts';

function page() {
  const made: { name: string; nonce?: string }[] = [];
  const createElement = ((name: string) => {
    const element = { name };
    made.push(element);
    return element;
  }) as unknown as Document['createElement'];
  return { made, createElement };
}

describe('styles that the component library makes', () => {
  it('carry the nonce of the page, however the name is written', () => {
    const fake = page();
    signStyles(fake, 'abc');
    fake.createElement('style');
    fake.createElement('STYLE');
    expect(fake.made.map(({ nonce }) => nonce)).toEqual(['abc', 'abc']);
  });

  it('leave every other element as it is: a script never gets the nonce', () => {
    const fake = page();
    signStyles(fake, 'abc');
    fake.createElement('script');
    fake.createElement('div');
    expect(fake.made.map(({ nonce }) => nonce)).toEqual([undefined, undefined]);
  });
});
