import type { Problems } from '../../kernel/problem.ts';

/** Nothing here is refused beyond what the edge refuses: another's notice is "not found". */
export type ChannelsRefusal = never;
export const channelsProblems: Problems<never> = {};
