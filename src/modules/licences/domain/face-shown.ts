import { type Text, words } from '../../../kernel/text.ts';
import { maskCitizenNumber, maskMiddle, maskName, maskPhone } from '../../../standards/mask.ts';
import type { Face } from './face.ts';
import type { FaceField, LicenceType } from './licence-type.ts';

export interface ShownLine {
  readonly name: string;
  readonly label: Text;
  readonly value: string;
}

/** The face in the order of the catalogue, whole. */
export function wholeFace(type: Pick<LicenceType, 'faceFields'>, face: Face): readonly ShownLine[] {
  return type.faceFields.flatMap((field) => {
    const value = face[field.name];
    return value === undefined ? [] : [lineOf(field, value)];
  });
}

/** What a stranger sees: masked by the catalogue's rule, hidden fields left out. */
export function maskedFace(type: Pick<LicenceType, 'faceFields'>, face: Face): readonly ShownLine[] {
  return type.faceFields.flatMap((field) => {
    const value = face[field.name];
    if (value === undefined || field.mask === 'hidden') return [];
    return [lineOf(field, field.mask ? masks[field.mask](value) : value)];
  });
}

function lineOf(field: FaceField, value: string): ShownLine {
  return { name: field.name, label: words(field.zh, field.en), value };
}

const masks: Record<Exclude<FaceField['mask'], 'hidden' | undefined>, (value: string) => string> = {
  'citizen-number': maskCitizenNumber,
  name: maskName,
  phone: maskPhone,
  address: (value) => maskMiddle(value, 6, 0),
};
