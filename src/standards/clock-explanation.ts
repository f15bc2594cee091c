import { sayPlain, words, type Text } from '../kernel/text.ts';
import { dayInChinese, dayInEnglish } from './calendar-explanation.ts';
import { suspensionReasons, type ClockEvent } from './clock-events.ts';

/** The sentence beside a date of the case: what it did to the clock, and by which article of the 行政许可法. */
export function explainClockEvent(event: ClockEvent, unit: 'working' | 'calendar', usedDays: number, remainingDays: number): Text {
  const used = daysInWords(usedDays, unit);
  const remaining = daysInWords(remainingDays, unit);
  const zhDay = dayInChinese(event.on);
  const enDay = dayInEnglish(event.on);
  switch (event.kind) {
    case 'accepted':
      return words(`${zhDay}受理，当日不计入，期限${remaining.zh}。`, `Accepted on ${enDay}; that day does not count. The limit is ${remaining.en}.`);
    case 'suspended': {
      const reason = suspensionReasons[event.reason].words;
      return words(
        `${zhDay}因${reason.zh}暂停计时，所需时间不计入期限（行政许可法第四十五条），已用${used.zh}。`,
        `Stopped on ${enDay} for ${sayPlain(reason, 'en')}; this time does not count (Administrative Licensing Law Art. 45). Used so far: ${used.en}.`,
      );
    }
    case 'resumed':
      return words(`${zhDay}恢复计时，当日不计入，剩余${remaining.zh}。`, `Running again from ${enDay}; that day does not count. Left: ${remaining.en}.`);
    case 'extended': {
      const more = daysInWords(event.days, unit);
      return words(
        `${zhDay}经本行政机关负责人批准，延长${more.zh}（行政许可法第四十二条）。`,
        `Extended on ${enDay} by ${more.en}, approved by the head of the office (Administrative Licensing Law Art. 42).`,
      );
    }
    case 'ended':
      return words(`${zhDay}作出决定，共用${used.zh}。`, `Decided on ${enDay}. Used: ${used.en}.`);
  }
}

function daysInWords(days: number, unit: 'working' | 'calendar'): { zh: string; en: string } {
  const en = `${days} ${unit === 'working' ? 'working' : 'calendar'} day${days === 1 ? '' : 's'}`;
  return { zh: unit === 'working' ? `${days}个工作日` : `${days}日`, en };
}
