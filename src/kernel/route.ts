import type { z } from 'zod';
import type { Asker, Relation, Role } from './asker.ts';
import type { Deed } from './deed.ts';
import type { Outcome, Refusal } from './outcome.ts';
import type { Html, PageContext } from './page.ts';
import type { Problems } from './problem.ts';
import type { Text } from './text.ts';

/** Classes of limits; their figures stand in limits.ts. */
export type LimitClass = 'read' | 'search' | 'write' | 'upload' | 'sign-in' | 'one-time-code' | 'register-look-up' | 'export' | 'public';

/** Kinds of personal values; a view marks them with `personal(kind)`, the edge masks them unless the route reveals them. */
export type PersonalKind = 'citizen-number' | 'person-name' | 'phone' | 'address';

/** The cells of the authorization table: for each role the relations that open the door. A role that is absent never enters. */
export type Cells = { readonly [R in Role]?: readonly Exclude<Relation, 'none'>[] };

/** A file that came with a request, already within the size limit. */
export interface Upload {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface RouteInput<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly upload: Upload | null;
}

/** An answer that is no JSON: the bytes of a file. */
export interface Binary {
  readonly mediaType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** shown in the browser instead of saved; only for types that cannot run */
  readonly inline: boolean;
}

/** Server-rendered page of a reading route. */
export interface PageDoor<View> {
  readonly path: string;
  readonly render: (view: View, page: PageContext) => Html;
}

/** The form of a writing route: fields in, redirect out; a refusal shows the page again with its words. */
export interface FormDoor<View, Params> {
  readonly path: string;
  /** field values as posted → what the body schema parses */
  readonly read: (fields: Readonly<Record<string, string | readonly string[]>>) => unknown;
  readonly then: (view: View, params: Params) => string;
  /** address of the reading page to show again when it is refused */
  readonly again: (params: Params, fields: Readonly<Record<string, string | readonly string[]>>) => string;
}

/** Cookies a route may set: only the rooms that own a session do. */
export type CookieChange = { readonly session: string | null };

export interface RouteDeclaration<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  View extends z.ZodType,
  R extends Refusal,
> {
  /** room and verb; the operationId of OpenAPI and the name in the audit book, for example `cases.accept` */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** the API door, for example `/api/cases/:case/acceptance`; null for a page without data */
  readonly path: string | null;
  readonly title: Text;
  readonly who: Cells;
  /**
   * Runs inside the transaction, locks the row on writing routes, answers how the asker stands to it.
   * `none` becomes "not found". `collection` stands for routes about no single object: the deed itself
   * must then answer only what the asker may see.
   */
  readonly relation: 'collection' | ((deed: Deed, input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<Relation>);
  readonly limit: LimitClass;
  /** Every writing route writes an audit event under its name; reading routes only where they say so. */
  readonly audit: 'event' | 'none';
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly upload?: { readonly field: string; readonly maximumBytes: number };
  readonly view: View | 'binary';
  /** which masked kinds this route shows in full, and to whom */
  readonly reveals?: { readonly [R in Role]?: readonly PersonalKind[] };
  /**
   * Why the deed works on rows that are not the asker's: then the database does not bound it to them (row-security.ts).
   * Only for deeds that find out who somebody is. tests/house keeps the list.
   */
  readonly asOwner?: string;
  /** proof of identity at most this old (seconds) is wanted before the act */
  readonly freshProofSeconds?: number;
  readonly problems: Problems<R>;
  readonly run: (
    deed: Deed,
    input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Outcome<View extends z.ZodType ? z.input<View> : never, R> | Outcome<Binary, R>>;
  readonly page?: PageDoor<z.output<View>>;
  readonly form?: FormDoor<z.output<View>, z.output<Params>>;
  /** a session to set or clear after a writing route */
  readonly cookie?: (view: z.output<View>, asker: Asker) => CookieChange | null;
}

/** A declaration with its types rubbed off: what the edge, OpenAPI and the house tests walk over. */
export type Route = RouteDeclaration<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Refusal>;

/** Checks a declaration by its full types and gives it to the edge. */
export function route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  View extends z.ZodType,
  R extends Refusal,
>(declaration: RouteDeclaration<Params, Query, Body, View, R>): Route {
  return declaration as unknown as Route;
}
