import { daysBetween, type Day } from '../kernel/day.ts';
import { words, type Text } from '../kernel/text.ts';
import type { Count, DaysOff } from './calendar.ts';
import { holidayInEnglish } from './holiday-names.ts';

/** Why a limit ends on its day: each holiday that was passed over and each weekend day that counted, by name. */
export function explainDue(count: Count): Text {
  const passed = count.unit === 'working' ? [...holidays(count), ...madeUp(count), ...weekends(count)] : moved(count);
  const sentences = [end(count), ...passed, ...unpublished(count)];
  return words(sentences.map(([zh]) => zh).join(''), sentences.map(([, en]) => en).join(' '));
}

export function dayInChinese(of: Day): string {
  return `${Number(of.slice(0, 4))}年${Number(of.slice(5, 7))}月${Number(of.slice(8))}日`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export function dayInEnglish(of: Day): string {
  return `${Number(of.slice(8))} ${months[Number(of.slice(5, 7)) - 1]} ${of.slice(0, 4)}`;
}

type Sentence = readonly [zh: string, en: string];

function end({ from, days, unit, due }: Count): Sentence {
  const law = lawOfPeriods(due);
  const [zhUnit, enUnit] = unit === 'working' ? ['个工作日', 'working day'] : ['日', 'calendar day'];
  if (days === 0) return [`当日办结，到期日为${dayInChinese(due)}。`, `To be done on the day itself: due on ${dayInEnglish(due)}.`];
  return [
    `自${dayInChinese(from)}起${days}${zhUnit}，当日不计入（${law.zh}），到期日为${dayInChinese(due)}。`,
    `${days} ${enUnit}${days === 1 ? '' : 's'} from ${dayInEnglish(from)}, which does not count itself (${law.en}), ${days === 1 ? 'ends' : 'end'} on ${dayInEnglish(due)}.`,
  ];
}

function holidays({ skipped }: Count): Sentence[] {
  const named = skipped.filter((stretch) => stretch.holiday !== null);
  if (named.length === 0) return [];
  const zh = named.map((stretch) => `${stretchInChinese(stretch)}${stretch.holiday}放假`).join('，');
  const en = named.map((stretch) => `${stretchInEnglish(stretch)} (${holidayInEnglish(stretch.holiday ?? '')})`).join(', ');
  return [[`${zh}，不计入（行政许可法第八十二条）。`, `Not counted, under Art. 82 of the Administrative Licensing Law: ${en}.`]];
}

function madeUp({ madeUp: days }: Count): Sentence[] {
  if (days.length === 0) return [];
  const zh = days.map(({ day, holiday }) => `${dayInChinese(day)}（${holiday}调休）`).join('、');
  const en = days.map(({ day, holiday }) => `${dayInEnglish(day)} (make-up day for ${holidayInEnglish(holiday)})`).join(', ');
  return [[`${zh}虽为周末但上班，计入。`, `Counted although on a weekend: ${en}.`]];
}

function weekends({ skipped }: Count): Sentence[] {
  const days = skipped.filter((stretch) => stretch.holiday === null).reduce((sum, stretch) => sum + daysBetween(stretch.first, stretch.last) + 1, 0);
  if (days === 0) return [];
  return [[`另有周末${days}天不计入。`, `${days} weekend day${days === 1 ? ' is' : 's are'} not counted.`]];
}

/** The last of a count of natural days that falls on days off. */
function moved({ skipped, due }: Count): Sentence[] {
  if (skipped.length === 0) return [];
  const zh = skipped.map((stretch) => `${stretchInChinese(stretch)}${stretch.holiday === null ? '周末' : `${stretch.holiday}放假`}`).join('、');
  const en = skipped.map((stretch) => `${stretchInEnglish(stretch)} (${stretch.holiday === null ? 'weekend' : holidayInEnglish(stretch.holiday)})`).join(', ');
  const law = lawOfPeriods(due);
  return [[`最后一日遇${zh}，顺延至下一工作日（${law.zhEnd}）。`, `The last day falls on ${en} and moves to the next working day (${law.enEnd}).`]];
}

function unpublished({ assumedYear, mayMoveWith }: Count): Sentence[] {
  if (assumedYear !== null) {
    return [
      [
        `${assumedYear}年的节假日安排不在官方日历中，该年暂按每周一至周五上班计算，此日期为暂定，公布后重新计算。`,
        `The official calendar has no data for ${assumedYear}; Monday to Friday are counted for now, so this date is provisional.`,
      ],
    ];
  }
  if (mayMoveWith === null) return [];
  return [[`${mayMoveWith}年的节假日安排公布后，12月末的日期可能调整。`, `The notice for ${mayMoveWith}, still to come, may change the last days of December.`]];
}

function stretchInChinese({ first, last }: DaysOff): string {
  if (first === last) return dayInChinese(first);
  return `${dayInChinese(first)}至${first.slice(0, 4) === last.slice(0, 4) ? dayInChinese(last).replace(/^\d+年/, '') : dayInChinese(last)}`;
}

function stretchInEnglish({ first, last }: DaysOff): string {
  return first === last ? dayInEnglish(first) : `${dayInEnglish(first)} to ${dayInEnglish(last)}`;
}

interface LawOfPeriods {
  readonly zh: string;
  readonly en: string;
  readonly zhEnd: string;
  readonly enEnd: string;
}

/** The law on counting periods that was in force: 民法通则 to September 2017, 民法总则 to 2020, 民法典 since. */
function lawOfPeriods(on: Day): LawOfPeriods {
  if (on < '2017-10-01') {
    const en = 'General Principles of the Civil Law Art. 154';
    return { zh: '民法通则第一百五十四条', en, zhEnd: '民法通则第一百五十四条', enEnd: en };
  }
  const [zh, en] = on < '2021-01-01' ? ['民法总则', 'General Provisions of the Civil Law'] : ['民法典', 'Civil Code'];
  return { zh: `${zh}第二百零一条`, en: `${en} Art. 201`, zhEnd: `${zh}第二百零三条`, enEnd: `${en} Art. 203` };
}
