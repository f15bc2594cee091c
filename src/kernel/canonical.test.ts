import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes, canonicalText, parseStrict } from './canonical.ts';

describe('the canonical text of a value (RFC 8785)', () => {
  // The sample of RFC 8785, 3.2.2 and 3.2.4, without its number beyond 2^53.
  const sample = {
    numbers: [1e-27, 4.5, 2e-3, 0.000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };

  test('is the text the standard gives for its own sample', () => {
    expect(canonicalText(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[1e-27,4.5,0.002,0.000001],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('orders keys by UTF-16 code units, as the sample of 3.2.3 does', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalText(value)) as Record<string, number>).join()).toBe('4,2,6,7,1,5,3');
  });

  test('writes no minus before zero and keeps Chinese as it is', () => {
    expect(canonicalText({ b: -0, a: '长沙市' })).toBe('{"a":"长沙市","b":0}');
    expect(canonicalBytes('长')).toEqual(Buffer.from('"长"', 'utf8'));
  });

  test.each([
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a whole number that a double rounds', 2 ** 53],
    ['half a surrogate pair', '\ud800'],
    ['half a pair as a key', { '\udc00': 1 }],
    ['nothing at all', undefined],
    ['nothing inside an object', { a: undefined }],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a hole in a list', new Array(1)],
  ])('is refused for %s', (_name, value) => {
    expect(() => canonicalText([value])).toThrow();
  });

  const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }).filter(isCanonical);

  test('reads back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order in which an object was filled', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalText(backwards)).toBe(canonicalText(value));
      }),
    );
  });

  test('is always accepted by the strict reader, unless it holds U+0000 or the key __proto__', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalText(value);
        fc.pre(!text.includes('\\u0000') && !text.includes('"__proto__":'));
        expect(parseStrict(text, { maximumDepth: 32 })).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });
});

describe('the strict reader', () => {
  const kindOf = (text: string, maximumDepth = 32) => {
    const outcome = parseStrict(text, { maximumDepth });
    return outcome.ok ? 'read' : outcome.refusal.kind;
  };

  test.each([
    ['an empty text', '', 'json-malformed'],
    ['a comma too many', '[1,]', 'json-malformed'],
    ['NaN', '[NaN]', 'json-malformed'],
    ['the same key twice', '{"a":1,"b":2,"a":3}', 'json-key-twice'],
    ['the same key twice, once escaped', '{"a":1,"\\u0061":2}', 'json-key-twice'],
    ['the same key twice deep inside', '[{"x":{"a":1 , "a" :2}}]', 'json-key-twice'],
    ['the same key in two objects', '[{"a":1},{"a":2,"b":{"a":3}}]', 'read'],
    ['a value that equals a key', '{"a":"a","b":["a","a"]}', 'read'],
    ['a value that looks like JSON', '{"a":"{\\"a\\":1,\\"a\\":2}"}', 'read'],
    ['the key __proto__', '{"__proto__":{"admin":true}}', 'json-key-forbidden'],
    ['the key __proto__, escaped', '{"__pr\\u006fto__":1}', 'json-key-forbidden'],
    ['a raw U+0000', '["\0"]', 'json-malformed'],
    ['an escaped U+0000', '["\\u0000"]', 'json-text-unstorable'],
    ['the text of an escape, not the escape', '["\\\\u0000"]', 'read'],
    ['half a surrogate pair, raw', '["\ud800"]', 'json-text-unstorable'],
    ['half a surrogate pair, escaped', '["\\ud800"]', 'json-text-unstorable'],
    ['half a pair as a key', '{"\\udc00":1}', 'json-text-unstorable'],
    ['a whole pair, escaped', '["\\ud83d\\ude00"]', 'read'],
    ['the largest exact whole number', '[9007199254740991,-9007199254740991]', 'read'],
    ['one more', '[9007199254740992]', 'json-number-inexact'],
    ['the same by an exponent', '[1e20]', 'json-number-inexact'],
    ['an overflow', '[1e400]', 'json-number-inexact'],
    ['a fraction', '[0.1,-12.5e-3]', 'read'],
    ['a bare value with spaces', ' \n"a" ', 'read'],
  ])('%s', (_name, text, expected) => {
    expect(kindOf(text)).toBe(expected);
  });

  test('reads 32 levels and no more', () => {
    expect(kindOf('['.repeat(32) + ']'.repeat(32))).toBe('read');
    expect(kindOf('['.repeat(33) + ']'.repeat(33))).toBe('json-too-deep');
    expect(kindOf('{"a":'.repeat(33) + 1 + '}'.repeat(33))).toBe('json-too-deep');
    expect(kindOf('['.repeat(100_000) + ']'.repeat(100_000))).toBe('json-too-deep');
  });

  test('never reads anything else than JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.nat(), fc.string({ maxLength: 2 }), (text, place, noise) => {
        const at = place % (text.length + 1);
        const edited = text.slice(0, at) + noise + text.slice(at);
        const outcome = parseStrict(edited, { maximumDepth: 32 });
        if (outcome.ok) expect(outcome.value).toEqual(JSON.parse(edited));
      }),
    );
  });
});

function isCanonical(value: unknown): boolean {
  try {
    canonicalText(value);
    return true;
  } catch {
    return false;
  }
}
