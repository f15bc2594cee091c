/** The addresses of the desk's screens, all in one place so that a changed one is seen. */
const filled = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
};

export const desk = () => '/desk';
export const work = (filter: { queue?: string; light?: string; mine?: string; item?: string } = {}) => filled('/desk/work', filter);
export const theCase = (id: string) => `/desk/cases/${id}`;
export const windowDesk = () => '/desk/window';
export const windowCase = (id: string) => `/desk/window/${id}`;
export const licences = (filter: { q?: string; case?: string } = {}) => filled('/desk/licences', filter);
export const licence = (id: string) => `/desk/licences/${id}`;
export const verify = (identifier?: string) => filled('/desk/verify', { identifier });
export const offices = () => '/desk/offices';
export const office = (id: string) => `/desk/offices/${id}`;
export const readers = () => '/desk/readers';
export const events = (filter: Readonly<Record<string, string | undefined>> = {}) => filled('/desk/events', filter);
export const notices = () => '/desk/notices';

/** Pages that the server draws itself. */
export const signIn = (back: string) => filled('/desk/sign-in', { back });
export const turnLanguage = (locale: string, back: string) => filled(`/language/${locale}`, { back });
export const turnTypeSize = (size: string, back: string) => filled(`/type-size/${size}`, { back });
