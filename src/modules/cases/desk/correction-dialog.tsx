import { Checkbox, Form, Input } from 'antd';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { tellCorrection } from './api.ts';
import type { ActDialogProps } from './case-acts.tsx';
import { type Candidate, candidatesOf, fieldOf, missingWhy, pointsOf, type Ticked } from './correction-points.ts';

/** All of it at once: the law allows one list only, so every document and answer stands here to be gone through. */
export function CorrectionDialog({ view, close, said }: ActDialogProps) {
  const say = useSay();
  const candidates = candidatesOf(view);
  const initial = Object.fromEntries(candidates.map((candidate) => [fieldOf(candidate), candidate.missing ? { on: true, why: missingWhy.zh } : { on: false }]));
  const group = (about: Candidate['about']) => candidates.filter((candidate) => candidate.about === about);
  return (
    <DeedDialog
      title={words('一次性告知补正', 'Tell once what is missing')}
      submit={words('发出补正通知', 'Send the notice')}
      wide
      route={tellCorrection(view.id)}
      initial={initial}
      bodyOf={(values) => ({ version: view.version, points: pointsOf(candidates, values as Record<string, Ticked>) })}
      close={close}
      then={(told) => said(words(`已一次性告知补正 ${told.points.length} 项`, `Told once what is missing: ${told.points.length} point(s)`))}
    >
      <p className="soft">
        <Say text={words('补正只能告知一次，请核对全部内容。缺少的材料自动列入；受理期限尚未开始计算。', 'This can be told once only: go through everything. Missing documents are on the list by themselves; no limit is running yet.')} />
      </p>
      <Group title={say(words('材料', 'Documents'))} candidates={group('material')} />
      <Group title={say(words('申请表内容', 'Answers of the form'))} candidates={group('answer')} />
    </DeedDialog>
  );
}

function Group({ title, candidates }: { readonly title: string; readonly candidates: readonly Candidate[] }) {
  if (candidates.length === 0) return null;
  return (
    <fieldset className="points">
      <legend>{title}</legend>
      {candidates.map((candidate) => (
        <CandidateField key={fieldOf(candidate)} candidate={candidate} />
      ))}
    </fieldset>
  );
}

function CandidateField({ candidate }: { readonly candidate: Candidate }) {
  const say = useSay();
  const field = fieldOf(candidate);
  const on = Form.useWatch([field, 'on']) === true || candidate.missing;
  const name = say(candidate.label);
  return (
    <div className={on ? 'point point-on' : 'point'}>
      {candidate.missing ? (
        <p className="point-fixed">
          <Label candidate={candidate} />
        </p>
      ) : (
        <Form.Item name={[field, 'on']} valuePropName="checked" noStyle>
          <Checkbox>
            <Label candidate={candidate} />
          </Checkbox>
        </Form.Item>
      )}
      {on ? (
        <Form.Item name={[field, 'why']} rules={[{ required: true, whitespace: true, min: 2, message: say(words('请写明问题', 'Say what is wrong')) }]}>
          <Input maxLength={300} aria-label={say(words(`${candidate.label.zh}：问题`, `${name}: what is wrong`))} placeholder={say(words('写明问题和要求', 'What is wrong and what is needed'))} />
        </Form.Item>
      ) : null}
    </div>
  );
}

function Label({ candidate: { label, hint, missing } }: { readonly candidate: Candidate }) {
  return (
    <>
      <Say text={label} />{' '}
      {hint === null ? null : (
        <span className={missing ? 'sign sign-warn' : 'soft'}>
          <Say text={hint} />
        </span>
      )}
    </>
  );
}
