/** One start tag of a document: its name and its attributes with their values. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * The start tags of a document in order. Attribute values are all quoted in our templates, so a quote that was not
 * escaped shows as another attribute and a bracket that was not escaped as another tag.
 */
export function tagsOf(document: string): readonly Tag[] {
  return [...document.matchAll(/<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s"'<>=/]+(?:="[^"]*")?|[^>"])*)>/g)].map((tag) => ({
    name: tag[1] ?? '',
    attributes: new Map([...(tag[2] ?? '').matchAll(/([^\s"'<>=/]+)(?:="([^"]*)")?/g)].map((pair) => [pair[1] ?? '', pair[2] ?? ''])),
  }));
}

/** Names of tags and attributes without their values: what must stay the same whatever people write. */
export function skeletonOf(document: string): string {
  return tagsOf(document)
    .map((tag) => `${tag.name} ${[...tag.attributes.keys()].join(' ')}`)
    .join('\n');
}

/** Each form of a document with its own markup. */
export function formsOf(document: string): readonly { readonly tag: Tag; readonly inside: string }[] {
  return [...document.matchAll(/(<form\b[^>]*>)(.*?)<\/form>/gs)].flatMap((form) => {
    const tag = tagsOf(form[1] ?? '')[0];
    return tag ? [{ tag, inside: form[2] ?? '' }] : [];
  });
}
