/** ISO 7064 MOD 37,36 (GB/T 17710): one check character over digits and capitals. Licence identifiers and case numbers carry it. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check character of a payload. @throws when a character is neither a digit nor a capital: that was to be checked before */
export function checkCharacterMod3736(payload: string): string {
  let state = 36;
  for (const character of payload) {
    const index = alphabet.indexOf(character);
    if (index < 0) throw new Error(`not a character of ISO 7064 MOD 37,36: ${character}`);
    state = (state + index) % 36;
    if (state === 0) state = 36;
    state = (state * 2) % 37;
  }
  return alphabet.charAt((37 - state) % 36);
}

/** Whether the last character is the check of those before it. */
export function hasMod3736Check(text: string): boolean {
  if (!/^[0-9A-Z]{2,}$/.test(text)) return false;
  return checkCharacterMod3736(text.slice(0, -1)) === text.slice(-1);
}
