/** GB/T 39046 A.8: 1 very satisfied, 2 satisfied, 3 fairly satisfied, 4 dissatisfied, 5 very dissatisfied. */
export type Satisfaction = 1 | 2 | 3 | 4 | 5;

/** Nothing comes after this room, so it promises nothing yet. */
export type Supervision = Readonly<Record<never, never>>;
