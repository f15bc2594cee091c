import { Say } from '../locale.tsx';
import { type Light, lightWords } from './lights.ts';

export function LightSign({ light }: { readonly light: Light }) {
  const { label, mark, tone } = lightWords[light];
  return (
    <span className={`sign sign-${tone}`}>
      <span aria-hidden="true" className="sign-mark">
        {mark}
      </span>
      <Say text={label} />
    </span>
  );
}
