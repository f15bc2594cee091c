import { Checkbox, Form, Input, Radio } from 'antd';
import { sayPlain, words } from '../../../kernel/text.ts';
import { Say, useLocale, useSay } from '../../../desk/locale.tsx';
import { Choice } from '../../../desk/parts/choice.tsx';
import type { FieldView } from './api.ts';
import { type FieldValue, isEmpty } from './form-values.ts';

/** One question of the form. What a register knows and locks is shown and cannot be typed over. */
export function FormField({ field }: { readonly field: FieldView }) {
  const say = useSay();
  const locale = useLocale();
  const title = say(field.title);
  const missing = field.options || field.type === 'boolean' ? words(`请选择${field.title.zh}`, `Choose: ${sayPlain(field.title, 'en')}`) : words(`请填写${field.title.zh}`, `Enter: ${sayPlain(field.title, 'en')}`);
  const answered = async (_rule: unknown, value: FieldValue) => {
    if (field.required && !field.locked && isEmpty(value)) throw new Error(sayPlain(missing, locale));
  };
  const rules = [{ validator: answered }];
  const extra = <Extra field={field} />;
  if (field.type === 'boolean') {
    return (
      <Form.Item name={field.name} valuePropName="checked" rules={rules} extra={extra}>
        <Checkbox disabled={field.locked}>{title}</Checkbox>
      </Form.Item>
    );
  }
  return (
    <Form.Item name={field.name} label={title} required={field.required} rules={rules} extra={extra}>
      <Control field={field} />
    </Form.Item>
  );
}

const mostRadios = 6;

/** The form hands value and change to whatever stands inside its item. */
function Control({ field, ...given }: { readonly field: FieldView }) {
  const say = useSay();
  const title = say(field.title);
  const options = field.options?.map(({ value, label }) => ({ value, label: say(label) })) ?? [];
  if (field.options !== null && field.type === 'array') {
    // A group is not itself required: ARIA knows the mark for single controls only.
    return <Checkbox.Group {...given} aria-required={undefined} className="radio-column" aria-label={title} disabled={field.locked} options={options} />;
  }
  if (field.options !== null && field.options.length <= mostRadios) return <Radio.Group {...given} className="radio-column" aria-label={title} disabled={field.locked} options={options} />;
  if (field.options !== null) return <Choice {...given} none={words('请选择', 'Please choose')} disabled={field.locked} options={field.options} />;
  const limits = field.maximumLength === null ? {} : { maxLength: field.maximumLength };
  if (field.multiline) return <Input.TextArea {...given} {...limits} rows={3} readOnly={field.locked} />;
  if (field.date) return <Input {...given} type="date" readOnly={field.locked} />;
  return <Input {...given} {...limits} readOnly={field.locked} {...(field.type === 'integer' ? { inputMode: 'numeric' as const } : {})} />;
}

function Extra({ field }: { readonly field: FieldView }) {
  if (field.source === null && field.hint === null && field.when === null) return null;
  return (
    <>
      {field.source === null ? null : (
        <span className="source">
          <Say text={field.source} />
          {field.locked ? (
            <>
              {' · '}
              <Say text={words('取自登记信息，不能修改', 'from a register, cannot be changed')} />
            </>
          ) : null}
        </span>
      )}
      {field.hint === null ? null : (
        <span className="hint">
          <Say text={field.hint} />
        </span>
      )}
    </>
  );
}
