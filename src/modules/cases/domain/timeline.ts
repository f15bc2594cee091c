import type { Day } from '../../../kernel/day.ts';
import { words, type Text } from '../../../kernel/text.ts';
import { dayInChinese, dayInEnglish } from '../../../standards/calendar-explanation.ts';
import type { ClockReading } from '../../../standards/clock.ts';
import type { CaseRecord, Correction, SpecialProcedure } from './case.ts';
import type { Readings } from './limits.ts';
import { tellWithinWorkingDays } from './told-once.ts';

/** One date of the case with the sentence that explains it. */
export interface TimelineEntry {
  readonly on: Day;
  readonly what: Text;
  readonly why: Text | null;
  readonly state: 'done' | 'expected' | 'stopped';
}

export interface TimelineSource {
  readonly record: Pick<CaseRecord, 'state' | 'submittedOn' | 'acceptedOn' | 'acceptedHow' | 'decision' | 'channel'> & { readonly tellUntil: Day | null; readonly withdrawnOn: Day | null; readonly notAcceptedReason: string | null };
  readonly correction: Correction | null;
  readonly procedures: readonly SpecialProcedure[];
  readonly readings: Readings | null;
}

/** Every date of the case in its order; what is still to come stands last and says so. */
export function timelineOf({ record, correction, procedures, readings }: TimelineSource): readonly TimelineEntry[] {
  const promised = readings?.promised ?? null;
  const entries: TimelineEntry[] = [
    ...received(record),
    ...corrected(correction),
    ...accepted(record, promised),
    ...procedures.flatMap((procedure) => stopped(procedure, promised)),
    ...ended(record, promised),
  ];
  const order = entries.map((entry, index) => ({ entry, index })).sort((left, right) => (left.entry.on === right.entry.on ? left.index - right.index : left.entry.on < right.entry.on ? -1 : 1));
  return [...order.map(({ entry }) => entry), ...expected(record, readings)];
}

type Record_ = TimelineSource['record'];

function received({ submittedOn, channel }: Record_): TimelineEntry[] {
  if (submittedOn === null) return [];
  const how = channel === 'online' ? words('网上提交申请', 'Application sent online') : words('窗口收到申请', 'Application received at the window');
  return [{ on: submittedOn, what: how, why: null, state: 'done' }];
}

function corrected(correction: Correction | null): TimelineEntry[] {
  if (correction === null) return [];
  const told: TimelineEntry = {
    on: correction.toldOn,
    what: words(`一次性告知补正 ${correction.points.length} 项`, `Told once what is missing: ${correction.points.length} point(s)`),
    why: words('补正内容一次告知；受理期限尚未开始计算（行政许可法第三十二条）。', 'All of it is told at once; no limit is running yet (Administrative Licensing Law Art. 32).'),
    state: 'done',
  };
  if (correction.answeredOn === null) return [told];
  return [told, { on: correction.answeredOn, what: words('补正材料已交齐', 'Everything missing was handed in'), why: null, state: 'done' }];
}

function accepted({ acceptedOn, acceptedHow, notAcceptedReason }: Record_, promised: ClockReading | null): TimelineEntry[] {
  if (acceptedOn === null || notAcceptedReason !== null) return [];
  const counted = sentence(promised, 'accepted', acceptedOn);
  if (acceptedHow === 'clerk') return [{ on: acceptedOn, what: words('受理', 'Accepted'), why: counted, state: 'done' }];
  const byLaw = words(
    `收到申请后${tellWithinWorkingDays}个工作日内没有告知补正，自收到之日起即为受理（行政许可法第三十二条）。`,
    `Nothing was told to be missing within ${tellWithinWorkingDays} working days, so the case counts as accepted from the day of receipt (Administrative Licensing Law Art. 32).`,
  );
  return [{ on: acceptedOn, what: words('依法视为受理', 'Counts as accepted by law'), why: join(byLaw, counted), state: 'done' }];
}

function stopped(procedure: SpecialProcedure, promised: ClockReading | null): TimelineEntry[] {
  const start: TimelineEntry = {
    on: procedure.startedOn,
    what: words(`${procedure.name.zh}开始，期限暂停`, `${procedure.name.en?.text ?? procedure.name.zh} begins; the limit stops`),
    why: sentence(promised, 'suspended', procedure.startedOn),
    state: procedure.endedOn === null ? 'stopped' : 'done',
  };
  if (procedure.endedOn === null) {
    const planned: TimelineEntry = { on: procedure.plannedOn, what: words(`预计${procedure.name.zh}`, `${procedure.name.en?.text ?? procedure.name.zh} planned`), why: null, state: 'expected' };
    return [start, planned];
  }
  const passed = procedure.passed ? words('通过', 'passed') : words('未通过', 'not passed');
  const end: TimelineEntry = {
    on: procedure.endedOn,
    what: words(`${procedure.name.zh}${passed.zh}，期限恢复`, `${procedure.name.en?.text ?? procedure.name.zh}: ${passed.en?.text}; the limit runs again`),
    why: sentence(promised, 'resumed', procedure.endedOn),
    state: 'done',
  };
  return [start, end];
}

function ended({ state, decision, withdrawnOn, acceptedOn, notAcceptedReason }: Record_, promised: ClockReading | null): TimelineEntry[] {
  if (decision !== null) {
    const what = state === 'granted' ? words('准予许可', 'Granted') : words('不予许可', 'Refused');
    const reason = decision.reason === null ? null : words(`理由：${decision.reason}`, `Reason: ${decision.reason}`);
    return [{ on: decision.on, what, why: join(reason, sentence(promised, 'ended', decision.on)), state: 'done' }];
  }
  if (withdrawnOn === null) return [];
  if (notAcceptedReason !== null) {
    return [{ on: withdrawnOn, what: words('不予受理', 'Not accepted'), why: words(`理由：${notAcceptedReason}`, `Reason: ${notAcceptedReason}`), state: 'done' }];
  }
  return [{ on: withdrawnOn, what: words('申请人撤回申请', 'Withdrawn by the applicant'), why: acceptedOn === null ? null : sentence(promised, 'ended', withdrawnOn), state: 'done' }];
}

function expected(record: Record_, readings: Readings | null): TimelineEntry[] {
  if (record.state === 'submitted' && record.tellUntil !== null) {
    const what = words('最晚答复是否受理', 'Latest day for an answer');
    const why = words(
      `自收到申请之日起${tellWithinWorkingDays}个工作日，收到当日不计入；到${dayInChinese(record.tellUntil)}仍未告知补正的，即为受理（行政许可法第三十二条）。`,
      `${tellWithinWorkingDays} working days from receipt, which does not count itself; if nothing is told to be missing by ${dayInEnglish(record.tellUntil)}, the case counts as accepted (Administrative Licensing Law Art. 32).`,
    );
    return [{ on: record.tellUntil, what, why, state: 'expected' }];
  }
  if (record.state !== 'accepted' || readings === null) return [];
  return [
    ...due(readings.promised, words('承诺办结日', 'Promised by')),
    ...(readings.legal === null ? [] : due(readings.legal, words('法定办结日', 'Due by law'))),
  ];
}

function due(reading: ClockReading, what: Text): TimelineEntry[] {
  if (reading.due === null) return [];
  return [{ on: reading.due, what, why: sentence(reading, 'due', reading.due), state: 'expected' }];
}

function sentence(reading: ClockReading | null, event: string, on: Day): Text | null {
  return reading?.explanations.find((one) => one.event === event && one.on === on)?.text ?? null;
}

function join(first: Text | null, second: Text | null): Text | null {
  if (first === null || second === null) return first ?? second;
  return words(`${first.zh}${first.zh.endsWith('。') ? '' : '。'}${second.zh}`, `${first.en?.text ?? first.zh} ${second.en?.text ?? second.zh}`);
}
