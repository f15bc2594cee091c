/**
 * One row of a comma-separated file (RFC 4180). A cell that a spreadsheet would run as a formula gets a leading
 * apostrophe (OWASP ASVS 1.2.10).
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
