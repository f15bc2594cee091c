/** Masks for screens (GB/T 35273—2020 §7.2: personal information is shown de-identified). They never show a value whole, however short it is. */

/** 430102********123X: the area and the last four stay. */
export function maskCitizenNumber(number: string): string {
  return maskMiddle(number, 6, 4);
}

/** 张*, 欧***: the first character stays; the length of a name tells little and helps a clerk to find the right row. */
export function maskName(name: string): string {
  return maskMiddle(name, 1, 0);
}

/** 138****0000; a fixed line keeps its area code: 0731-******65. */
export function maskPhone(phone: string): string {
  const fixed = /^(0\d{2,3}-)(\d{5,8})$/.exec(phone);
  return fixed ? `${fixed[1]}${maskMiddle(fixed[2] ?? '', 0, 2)}` : maskMiddle(phone, 3, 4);
}

/** Stars for all but the head and the tail; for all when head and tail would be the whole. Counts characters as people do, 𠮷 as one. */
export function maskMiddle(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length <= head + tail) return '*'.repeat(characters.length);
  const shownTail = tail === 0 ? [] : characters.slice(-tail);
  return [...characters.slice(0, head), ...Array<string>(characters.length - head - tail).fill('*'), ...shownTail].join('');
}
