import type { Text } from '../../kernel/text.ts';
import { useSay } from '../locale.tsx';

export interface Option {
  readonly value: string;
  readonly label: Text;
}

interface Props {
  readonly options: readonly Option[];
  /** shown while nothing is chosen; choosing it again takes the choice back */
  readonly none?: Text;
  readonly value?: string | undefined;
  readonly onChange?: (value: string | undefined) => void;
  readonly id?: string;
  readonly disabled?: boolean;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean | 'true' | 'false';
  readonly 'aria-required'?: boolean | 'true' | 'false';
}

/** The browser's own choice list: every keyboard, screen reader and phone knows it. Fits into an item of a form. */
export function Choice({ options, none, value, onChange, ...rest }: Props) {
  const say = useSay();
  return (
    <select {...rest} className="choice" value={value ?? ''} onChange={(event) => onChange?.(event.target.value === '' ? undefined : event.target.value)}>
      {none ? <option value="">{say(none)}</option> : null}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {say(option.label)}
        </option>
      ))}
    </select>
  );
}
