import { words, type Text } from '../kernel/text.ts';
import itemType from '../../reference/code-lists/cl-01-item-type.json' with { type: 'json' };
import powerSource from '../../reference/code-lists/cl-02-power-source.json' with { type: 'json' };
import exerciseLevel from '../../reference/code-lists/cl-03-exercise-level.json' with { type: 'json' };
import subjectKind from '../../reference/code-lists/cl-04-subject-kind.json' with { type: 'json' };
import itemState from '../../reference/code-lists/cl-05-item-state.json' with { type: 'json' };
import serviceObject from '../../reference/code-lists/cl-06-service-object.json' with { type: 'json' };
import handlingKind from '../../reference/code-lists/cl-07-handling-kind.json' with { type: 'json' };
import limitUnit from '../../reference/code-lists/cl-08-limit-unit.json' with { type: 'json' };
import handlingForm from '../../reference/code-lists/cl-09-handling-form.json' with { type: 'json' };
import yesNo from '../../reference/code-lists/cl-10-yes-no.json' with { type: 'json' };
import onlineDepth from '../../reference/code-lists/cl-11-online-depth.json' with { type: 'json' };
import onlineGrade from '../../reference/code-lists/cl-11b-online-grade.json' with { type: 'json' };
import handlingArea from '../../reference/code-lists/cl-12-handling-area.json' with { type: 'json' };
import resultKind from '../../reference/code-lists/cl-13-result-kind.json' with { type: 'json' };
import personTopic from '../../reference/code-lists/cl-14-person-topic.json' with { type: 'json' };
import organisationTopic from '../../reference/code-lists/cl-15-organisation-topic.json' with { type: 'json' };
import specialProcedure from '../../reference/code-lists/cl-16-special-procedure.json' with { type: 'json' };
import delivery from '../../reference/code-lists/cl-17-delivery.json' with { type: 'json' };
import powerAttribute from '../../reference/code-lists/cl-18-power-attribute.json' with { type: 'json' };
import holderKind from '../../reference/code-lists/holder-kind.json' with { type: 'json' };
import caseState from '../../reference/code-lists/case-state.json' with { type: 'json' };
import preAcceptance from '../../reference/code-lists/pre-acceptance.json' with { type: 'json' };
import approvalStep from '../../reference/code-lists/approval-step.json' with { type: 'json' };
import stepResult from '../../reference/code-lists/step-result.json' with { type: 'json' };
import stepPosition from '../../reference/code-lists/step-position.json' with { type: 'json' };
import conclusion from '../../reference/code-lists/conclusion.json' with { type: 'json' };
import submission from '../../reference/code-lists/submission.json' with { type: 'json' };
import applicationSource from '../../reference/code-lists/application-source.json' with { type: 'json' };
import onlineChannel from '../../reference/code-lists/online-channel.json' with { type: 'json' };
import applicantKind from '../../reference/code-lists/applicant-kind.json' with { type: 'json' };
import documentKind from '../../reference/code-lists/document-kind.json' with { type: 'json' };
import collection from '../../reference/code-lists/collection.json' with { type: 'json' };
import satisfaction from '../../reference/code-lists/satisfaction.json' with { type: 'json' };
import trustLevel from '../../reference/code-lists/trust-level.json' with { type: 'json' };
import materialKind from '../../reference/code-lists/material-kind.json' with { type: 'json' };
import materialForm from '../../reference/code-lists/material-form.json' with { type: 'json' };
import materialNeed from '../../reference/code-lists/material-need.json' with { type: 'json' };
import materialSource from '../../reference/code-lists/material-source.json' with { type: 'json' };
import sex from '../../reference/code-lists/sex.json' with { type: 'json' };
import marriage from '../../reference/code-lists/marriage.json' with { type: 'json' };
import education from '../../reference/code-lists/education.json' with { type: 'json' };
import nationality from '../../reference/code-lists/nationality.json' with { type: 'json' };

/** A code list of the standards, as reference/code-lists holds it: each with its source. */
export interface CodeList {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly values: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
}

/** All lists by their id; CL-01 to CL-18 are those of the item elements. */
export const codeLists = {
  'CL-01': itemType,
  'CL-02': powerSource,
  'CL-03': exerciseLevel,
  'CL-04': subjectKind,
  'CL-05': itemState,
  'CL-06': serviceObject,
  'CL-07': handlingKind,
  'CL-08': limitUnit,
  'CL-09': handlingForm,
  'CL-10': yesNo,
  'CL-11': onlineDepth,
  'CL-11B': onlineGrade,
  'CL-12': handlingArea,
  'CL-13': resultKind,
  'CL-14': personTopic,
  'CL-15': organisationTopic,
  'CL-16': specialProcedure,
  'CL-17': delivery,
  'CL-18': powerAttribute,
  'holder-kind': holderKind,
  'case-state': caseState,
  'pre-acceptance': preAcceptance,
  'approval-step': approvalStep,
  'step-result': stepResult,
  'step-position': stepPosition,
  conclusion,
  submission,
  'application-source': applicationSource,
  'online-channel': onlineChannel,
  'applicant-kind': applicantKind,
  'document-kind': documentKind,
  collection,
  satisfaction,
  'trust-level': trustLevel,
  'material-kind': materialKind,
  'material-form': materialForm,
  'material-need': materialNeed,
  'material-source': materialSource,
  sex,
  marriage,
  education,
  nationality,
} satisfies Record<string, CodeList>;

export type CodeListId = keyof typeof codeLists;

export function isCodeListId(text: string): text is CodeListId {
  return Object.hasOwn(codeLists, text);
}

export function isCode(list: CodeListId, code: string): boolean {
  return findCode(list, code) !== null;
}

/** The words of a code, or null when the list does not have it. */
export function findCode(list: CodeListId, code: string): Text | null {
  const values: CodeList['values'] = codeLists[list].values;
  const value = values.find((one) => one.code === code);
  return value ? words(value.zh, value.en) : null;
}

/** For codes that were checked before. @throws when the list does not have the code */
export function getCode(list: CodeListId, code: string): Text {
  const found = findCode(list, code);
  if (found === null) throw new Error(`not in code list ${list}: ${code}`);
  return found;
}

/** The choices of a list in its order, for a form. */
export function choicesOf(list: CodeListId): readonly { readonly code: string; readonly text: Text }[] {
  return codeLists[list].values.map(({ code, zh, en }) => ({ code, text: words(zh, en) }));
}
