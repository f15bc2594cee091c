export const inbox = (after?: string) => (after ? `/inbox?after=${after}` : '/inbox');
export const noticeRead = (notice: string) => `/inbox/${notice}/read`;
export const standInMessages = () => '/stand-in/messages';
