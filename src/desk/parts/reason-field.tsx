import { Form, Input } from 'antd';
import { type Text, words } from '../../kernel/text.ts';
import { useSay } from '../locale.tsx';

interface Props {
  readonly name?: string;
  readonly label?: Text;
  readonly hint?: Text;
  readonly required?: boolean;
  readonly maximum?: number;
}

/** A reason in the official's own words: it goes to the person it concerns, as it stands. */
export function ReasonField({ name = 'reason', label = words('理由', 'Reason'), hint, required = true, maximum = 1000 }: Props) {
  const say = useSay();
  return (
    <Form.Item
      name={name}
      label={say(label)}
      {...(hint ? { extra: say(hint) } : {})}
      rules={required ? [{ required: true, whitespace: true, message: say(words(`请填写${label.zh}`, `Enter: ${label.en?.text ?? label.zh}`)) }] : []}
    >
      <Input.TextArea rows={4} maxLength={maximum} showCount />
    </Form.Item>
  );
}
