import { describe, expect, it } from 'vitest';
import { tidyFilters, wrongIds } from './event-filters.ts';

describe('the filters of the audit book', () => {
  it('drops blanks, empty filters and what is no filter', () => {
    expect(tidyFilters({ name: ' cases.accept ', person: '  ', result: '', page: '2' })).toEqual({ name: 'cases.accept' });
  });

  it('puts two days into their order', () => {
    expect(tidyFilters({ from: '2018-10-08', to: '2018-09-28' })).toEqual({ from: '2018-09-28', to: '2018-10-08' });
    expect(tidyFilters({ from: '2018-09-28', to: '2018-09-28' })).toEqual({ from: '2018-09-28', to: '2018-09-28' });
  });

  it('finds ids that are none before the server is asked', () => {
    expect(wrongIds({ person: '张三', case: '0190a0b0-0000-7000-8000-000000000001' })).toEqual(['person']);
    expect(wrongIds({})).toEqual([]);
  });
});
