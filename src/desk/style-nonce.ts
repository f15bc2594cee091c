type Maker = Pick<Document, 'createElement'>;

/**
 * Dialogs of the component library lock the page's scrolling by style elements that do not carry the nonce it was given,
 * and the policy refuses them. Scripts run from our own address only, so whatever style they make is ours to sign.
 */
export function signStyles(page: Maker, nonce: string): void {
  const create = page.createElement.bind(page) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  page.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (name.toLowerCase() === 'style') element.nonce = nonce;
    return element;
  }) as Document['createElement'];
}
