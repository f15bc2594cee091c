import { Form, Input, Radio } from 'antd';
import { words } from '../../../kernel/text.ts';
import { useLocale, useSay } from '../../../desk/locale.tsx';
import { Choice } from '../../../desk/parts/choice.tsx';
import { dayIn } from '../../../desk/parts/days.ts';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { ReasonField } from '../../../desk/parts/reason-field.tsx';
import { orderProcedure, recordProcedure } from './api.ts';
import type { ActDialogProps } from './case-acts.tsx';

/** An inspection on site and its like: the clock stands still while it lasts, so it is ordered in writing. */
export function OrderDialog({ view, close, said }: ActDialogProps) {
  const say = useSay();
  const locale = useLocale();
  const choices = view.procedureChoices;
  const until = choices.map((choice) => choice.until).sort().at(-1);
  return (
    <DeedDialog
      title={words('启动特别程序', 'Order a special procedure')}
      submit={words('发出书面告知并暂停计时', 'Send the notice and stop the clock')}
      route={orderProcedure(view.id)}
      initial={{ procedure: choices[0]?.id }}
      bodyOf={({ procedure, reason, plannedOn }) => ({ version: view.version, procedure: String(procedure), reason: String(reason), plannedOn: String(plannedOn) })}
      close={close}
      then={() => said(words('特别程序已启动，书面告知已送达申请人，计时暂停', 'The procedure has begun, the applicant has the written notice, the clock stands'))}
    >
      <Form.Item name="procedure" label={say(words('程序', 'Procedure'))} rules={[{ required: true, message: say(words('请选择程序', 'Choose the procedure')) }]}>
        <Choice options={choices.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item
        name="plannedOn"
        label={say(words('计划完成日期', 'Planned for'))}
        {...(until ? { extra: say(words(`最晚 ${dayIn('zh', until)}`, `No later than ${dayIn(locale, until)}`)) } : {})}
        rules={[{ required: true, message: say(words('请填写计划完成日期', 'Enter the planned day')) }]}
      >
        <Input type="date" {...(until ? { max: until } : {})} />
      </Form.Item>
      <ReasonField label={words('启动理由', 'Why it is needed')} hint={words('写入给申请人的书面告知。', 'It stands in the written notice to the applicant.')} />
    </DeedDialog>
  );
}

export function RecordDialog({ view, close, said }: ActDialogProps) {
  const say = useSay();
  return (
    <DeedDialog
      title={words('登记特别程序结果', 'Record the result of the procedure')}
      submit={words('登记结果并恢复计时', 'Record it and restart the clock')}
      route={recordProcedure(view.id)}
      bodyOf={({ passed, result }) => ({ version: view.version, passed: passed === 'yes', result: String(result) })}
      close={close}
      then={(ended) =>
        said(
          ended.promisedDueOn === null
            ? words('结果已登记，计时恢复', 'The result is recorded; the clock runs again')
            : words(`结果已登记，计时恢复，承诺 ${dayIn('zh', ended.promisedDueOn)} 前办结`, `The result is recorded; the clock runs again, promised by ${dayIn('en', ended.promisedDueOn)}`),
        )
      }
    >
      <Form.Item name="passed" label={say(words('结论', 'Finding'))} rules={[{ required: true, message: say(words('请选择结论', 'Choose the finding')) }]}>
        <Radio.Group
          options={[
            { value: 'yes', label: say(words('符合要求', 'Passed')) },
            { value: 'no', label: say(words('不符合要求', 'Not passed')) },
          ]}
        />
      </Form.Item>
      <ReasonField name="result" label={words('核查情况', 'What was found')} />
    </DeedDialog>
  );
}
