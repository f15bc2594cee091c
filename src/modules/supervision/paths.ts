export const rate = (caseId: string) => `/cases/${caseId}/rating`;
export const readings = (after?: string) => (after ? `/me/readings?after=${after}` : '/me/readings');
