import type { LimitClass } from '../route.ts';

interface Figure {
  /** requests that may come at once */
  readonly burst: number;
  readonly perMinute: number;
}

/** Requests by class and asker. Counted by account and session; by address only where nobody is signed in. */
const figures: Record<LimitClass, Figure> = {
  public: { burst: 40, perMinute: 600 },
  read: { burst: 60, perMinute: 1_200 },
  search: { burst: 20, perMinute: 240 },
  write: { burst: 30, perMinute: 300 },
  upload: { burst: 20, perMinute: 60 },
  'sign-in': { burst: 5, perMinute: 5 },
  'one-time-code': { burst: 3, perMinute: 1 },
  'register-look-up': { burst: 20, perMinute: 1 },
  export: { burst: 3, perMinute: 1 },
};

interface Bucket {
  tokens: number;
  at: number;
}

export interface Limiter {
  /** seconds to wait, or 0 when the request may pass */
  take(limit: LimitClass, asker: string, nowMilliseconds: number): number;
}

const bucketsLimit = 50_000;

/** Token buckets in memory: no count query ever stands in the path of a request. */
export function openLimiter(factor: number): Limiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(limit, asker, now) {
      const { burst, perMinute } = figures[limit];
      const key = `${limit} ${asker}`;
      const bucket = buckets.get(key) ?? { tokens: burst * factor, at: now };
      const perMillisecond = (perMinute * factor) / 60_000;
      const tokens = Math.min(burst * factor, bucket.tokens + Math.max(0, now - bucket.at) * perMillisecond);
      // Oldest first: a Map keeps the order of insertion.
      buckets.delete(key);
      if (buckets.size >= bucketsLimit) for (const first of buckets.keys()) { buckets.delete(first); break; }
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMillisecond / 1000);
    },
  };
}
