import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { type Content, plain, show, type Speaking, type Words } from '../words.ts';
import { dayText } from './day.ts';

export interface Step {
  readonly title: Words;
  readonly state: 'done' | 'current' | 'to-do';
  /** where a finished step can be looked at and changed */
  readonly path?: string;
}

export interface TimelineEvent {
  /** the legal day, yyyy-mm-dd */
  readonly day: string;
  /** time of day in the city's zone, for example 09:30 */
  readonly time?: string;
  readonly what: Words;
  /** the sentence that explains the date */
  readonly explanation?: Content;
  readonly state?: 'done' | 'current' | 'expected' | 'stopped';
}

/** Where the person is in a form of several screens. */
export function progress(page: Speaking, steps: readonly Step[]): Html {
  const current = steps.findIndex((step) => step.state === 'current');
  return html`<nav class="progress" aria-label="${plain(page, progressWords)}">
<p class="progress-count">${show(page, words(`第 ${current + 1} 步，共 ${steps.length} 步`, `Step ${current + 1} of ${steps.length}`))}</p>
<ol>${steps.map(
    (step) => html`<li class="step step-${step.state}"${step.state === 'current' ? html` aria-current="step"` : ''}>${
      step.path && step.state !== 'current' ? html`<a href="${step.path}">${show(page, step.title)}</a>` : html`<span>${show(page, step.title)}</span>`
    }${step.state === 'done' ? html`<span class="hidden">${show(page, doneWords)}</span>` : ''}</li>`,
  )}</ol>
</nav>`;
}

/** The life of a case, in the order given, each date with the sentence that explains it. */
export function timeline(page: Speaking, events: readonly TimelineEvent[]): Html {
  return html`<ol class="timeline">${events.map(
    (event) => html`<li class="event event-${event.state ?? 'done'}">
<p class="event-day">${dayText(page, event.day)}${event.time ? ` ${event.time}` : ''}${
      event.state === 'expected' ? html`<span class="event-mark">${show(page, expectedWords)}</span>` : ''
    }</p>
<p class="event-what">${show(page, event.what)}</p>
${event.explanation ? html`<p class="event-why">${show(page, event.explanation)}</p>` : ''}</li>`,
  )}</ol>`;
}

const progressWords = words('填写进度', 'Progress');
const doneWords = words('（已完成）', ' (done)');
const expectedWords = words('预计', 'expected');
