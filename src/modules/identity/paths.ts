const back = (to: string | undefined) => (to === undefined ? '' : `back=${encodeURIComponent(to)}`);
const query = (...parts: readonly string[]) => {
  const given = parts.filter((part) => part !== '');
  return given.length === 0 ? '' : `?${given.join('&')}`;
};

export const signIn = (to?: string) => `/sign-in${query(back(to))}`;
export const signInByPhone = (to?: string, request?: string) => `/sign-in/phone${query(back(to), request === undefined ? '' : `request=${request}`)}`;
export const register = (to?: string, request?: string) => `/register${query(back(to), request === undefined ? '' : `request=${request}`)}`;
export const recover = (request?: string) => `/recover${query(request === undefined ? '' : `request=${request}`)}`;
export const staffSignIn = (to?: string) => `/desk/sign-in${query(back(to))}`;
export const invitation = (token: string) => `/invitation/${token}`;
export const invitationAccepted = () => '/desk/sign-in?accepted=yes';
export const me = () => '/me';
export const endSession = (session: string) => `/me/sessions/${session}/end`;
export const signOut = () => '/sign-out';
export const desk = () => '/desk';
export const home = () => '/';

export const readerChallenge = (reader: string) => `/api/identity/readers/${reader}/challenge`;
export const readerAnswers = (reader: string) => `/api/identity/readers/${reader}/answers`;
export const readerTime = () => '/api/identity/reader-time';

/** A way back is a path of our own; anything else leads to the fallback. */
export function safeBack(to: string | undefined, fallback: string): string {
  if (to === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(to) || !URL.canParse(to, 'http://own')) return fallback;
  const url = new URL(to, 'http://own');
  return url.host === 'own' ? url.pathname + url.search : fallback;
}
