/** 39046 A.8: 1 very satisfied … 5 very dissatisfied. */
export type Satisfaction = 1 | 2 | 3 | 4 | 5;
