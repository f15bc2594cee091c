/** The addresses of the portal's pages about cases. */
export const start = (item: string) => `/apply/${item}`;
export const cases = (after?: string) => (after ? `/cases?after=${after}` : '/cases');
export const theCase = (id: string) => `/cases/${id}`;
export const screen = (id: string, name: string) => `/cases/${id}/screens/${name}`;
export const materials = (id: string) => `/cases/${id}/materials`;
export const material = (id: string, name: string) => `/cases/${id}/materials/${name}`;
export const file = (id: string, row: string) => `/api/cases/${id}/files/${row}`;
export const removeFile = (id: string, row: string) => `/cases/${id}/files/${row}/removal`;
export const check = (id: string) => `/cases/${id}/check`;
export const submission = (id: string) => `/cases/${id}/submission`;
export const submitted = (id: string) => `/cases/${id}/submitted`;
export const receiptFile = (id: string) => `/api/cases/${id}/receipt`;
export const supplement = (id: string) => `/cases/${id}/supplement`;
export const withdrawal = (id: string) => `/cases/${id}/withdrawal`;
export const collection = (id: string) => `/cases/${id}/collection`;
export const refresh = (id: string) => `/cases/${id}/prefill`;
