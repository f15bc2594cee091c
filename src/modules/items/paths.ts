export const item = (slug: string) => `/items/${slug}`;
export const items = () => '/items';
export const search = (question: string) => `/search?q=${encodeURIComponent(question)}`;
