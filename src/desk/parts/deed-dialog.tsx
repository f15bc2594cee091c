import { Form, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Text, words } from '../../kernel/text.ts';
import type { Writing } from '../api.ts';
import { useSay } from '../locale.tsx';
import { useDeed } from '../use-deed.ts';
import { fieldErrors } from './field-errors.ts';
import { ProblemNotice } from './problem-notice.tsx';

type Values = Readonly<Record<string, unknown>>;

interface Props<View, Body> {
  readonly title: Text;
  readonly submit: Text;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly route: Writing<View, Body>;
  /** what the form says → what the route takes */
  readonly bodyOf: (values: Values) => Body;
  readonly initial?: Values;
  readonly close: () => void;
  readonly then?: (view: View) => void;
  /** the fields, as items of the form */
  readonly children?: ReactNode;
}

/** One deed in a dialog: mounted when it opens, so that its key is made then; refused, it keeps what was typed. */
export function DeedDialog<View, Body>({ title, submit, danger, wide, route, bodyOf, initial, close, then, children }: Props<View, Body>) {
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const deed = useDeed(route, {
    then: (view) => {
      close();
      then?.(view);
    },
  });
  const { problem } = deed;
  const [shown, setShown] = useState(problem);
  if (shown !== problem) {
    setShown(problem);
    const found = problem === null ? null : fieldErrors(problem, (name) => form.getFieldInstance(name) !== undefined);
    setTold(found?.told ?? new Set());
    if (found) queueMicrotask(() => form.setFields(found.errors.map(({ name, errors }) => ({ name, errors }))));
  }
  return (
    <Modal
      open
      title={say(title)}
      okText={say(submit)}
      cancelText={say(words('取消', 'Cancel'))}
      okButtonProps={{ danger: danger ?? false }}
      confirmLoading={deed.pending}
      mask={{ closable: false }}
      keyboard={!deed.pending}
      width={wide ? 720 : 520}
      onOk={() => form.submit()}
      onCancel={() => {
        if (!deed.pending) close();
      }}
    >
      <ProblemNotice problem={problem} retry={deed.retry} told={told} />
      <Form form={form} layout="vertical" scrollToFirstError={{ focus: true }} {...(initial ? { initialValues: initial } : {})} onFinish={(values) => deed.send(bodyOf(values))}>
        {children}
      </Form>
    </Modal>
  );
}
