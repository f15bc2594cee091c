/**
 * A code as people type and paste it: full-width characters of a Chinese keyboard, blanks between groups, small letters.
 * Only the form is tidied; whether the code is right is the parser's question.
 */
export function tidyCode(text: string): string {
  const halfWidth = text.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
  return halfWidth.replace(/\s+/g, '').toUpperCase();
}
