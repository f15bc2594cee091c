/**
 * What a deed answers: it is done, or it is refused for a named reason.
 * A refusal is expected and stands in the type; a fault (broken world, broken code) is thrown.
 */
export type Outcome<Value, R extends Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: R };

/** The least a refusal says: its name, and the input field concerned where there is one (JSON Pointer without the first slash). */
export interface Refusal {
  readonly kind: string;
  readonly field?: string;
}

export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<const R extends Refusal>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}

/** For places where a refusal would be a fault of ours: the value, or an error that names the refusal. */
export function must<Value, R extends Refusal>(outcome: Outcome<Value, R>): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(`refused where it must not be: ${JSON.stringify(outcome.refusal)}`);
}

/** Closes a switch over a union: a new member does not compile until it has its branch. */
export function never(value: never): never {
  throw new Error(`not a member of the union: ${JSON.stringify(value)}`);
}
