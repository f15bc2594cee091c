import { Alert, Button, Form } from 'antd';
import { useEffect, useRef } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { fieldErrors } from '../../../desk/parts/field-errors.ts';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import { useDeed } from '../../../desk/use-deed.ts';
import { saveScreen, type ScreenView } from './api.ts';
import { FormField } from './form-field.tsx';
import { answersOf, type FormValues, isAsked, valuesOf } from './form-values.ts';

interface Props {
  readonly of: ScreenView;
  /** of the case as the page shows it now, which may be newer than the screen */
  readonly version: number;
  readonly takesFocus: boolean;
  readonly saved: (next: string | null) => void;
}

/** One screen of the item's form. The server checks it by the same schema as the portal's and answers at the field. */
export function FormScreen({ of, version, takesFocus, saved }: Props) {
  const say = useSay();
  const [form] = Form.useForm<FormValues>();
  const values = Form.useWatch([], form) ?? valuesOf(of.fields);
  const deed = useDeed(saveScreen(of.case, of.screen.id), { then: (view) => saved(view.next) });
  const { problem } = deed;
  const told = problem === null ? null : fieldErrors(withoutPrefix(problem), (name) => of.fields.some((field) => field.name === name[0]));
  useEffect(() => {
    if (problem === null) return;
    const { errors } = fieldErrors(withoutPrefix(problem), () => true);
    form.setFields(errors.map(({ name, errors: messages }) => ({ name: name as [string], errors: messages })));
    const first = errors[0]?.name[0];
    if (first !== undefined) form.scrollToField([first], { focus: true });
  }, [problem, form]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const known = of.fields.filter(({ source }) => source !== null).length;
  return (
    <Form form={form} layout="vertical" className="form-screen" initialValues={valuesOf(of.fields)} scrollToFirstError={{ focus: true }} onFinish={(typed) => deed.send({ version, answers: answersOf(of.fields, typed) })}>
      <h3 ref={heading} tabIndex={-1}>
        <Say text={of.screen.title} />
      </h3>
      {of.screen.intro === null ? null : (
        <p className="soft">
          <Say text={of.screen.intro} />
        </p>
      )}
      {known === 0 ? null : <Alert className="notice" type="info" showIcon title={say(words(`${known} 项已由政府登记信息填好，请与申请人核对`, `${known} answer(s) come from government registers: check them with the applicant`))} />}
      <ProblemNotice problem={problem} retry={deed.retry} {...(told ? { told: prefixed(told.told) } : {})} />
      {of.fields.map((field) => (isAsked(field, of.fields, values) ? <FormField key={field.name} field={field} /> : null))}
      <Button type="primary" htmlType="submit" loading={deed.pending}>
        {say(of.next === null ? words('保存本页', 'Save this screen') : words('保存并填下一页', 'Save and go on'))}
      </Button>
    </Form>
  );
}

/** The edge names an answer by its place in the body, the room by its name. */
function withoutPrefix<P extends { readonly errors?: readonly { readonly field: string; readonly message: string }[] }>(problem: P): P {
  return problem.errors === undefined ? problem : { ...problem, errors: problem.errors.map((error) => ({ ...error, field: error.field.replace(/^answers\//, '').split('/')[0] ?? '' })) };
}

function prefixed(told: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...told].flatMap((name) => [name, `answers/${name}`]));
}
